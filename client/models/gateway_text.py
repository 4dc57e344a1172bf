"""What a gateway's row says: load, rates and quality with their units, the last failure.

A failure has its age. Figures that are not known are a dash, never a zero: a gateway that had no
call yet has no ASR.
"""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from client.api.call_values import Gateway
from client.formats import DASH, Formats
from client.models.carrier_text import probe_text, registration_text
from client.models.gateway_state import GatewayState, state_of

#: From here on a delay is read in seconds.
LONG_MS = 1000


class GatewayText:
    """Sentences and figures about gateways, in the operator's zone."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def load(self, gateway: Gateway) -> str:
        """Calls now, of how many: "45 / 60", or "45" without a limit."""
        live, limit = gateway.live, gateway.capacity
        calls = DASH if live is None else self._formats.count(live.calls)
        return f"{calls} / {self._formats.count(limit)}" if limit else calls

    def rate(self, gateway: Gateway) -> str:
        """New calls in the last second, of how many."""
        live, limit = gateway.live, gateway.calls_per_second
        rate = DASH if live is None else self._formats.count(live.calls_in_last_second)
        return f"{rate} / {self._formats.count(limit)}" if limit else rate

    def asr(self, gateway: Gateway) -> str:
        """The answered share of the last calls: "62.5 %"."""
        live = gateway.live
        return DASH if live is None or live.asr is None else self._formats.percent(live.asr)

    def acd(self, gateway: Gateway) -> str:
        """The mean talk time: "1:23"."""
        live = gateway.live
        return DASH if live is None or live.acd_s is None else self._formats.duration(live.acd_s)

    def pdd(self, gateway: Gateway) -> str:
        """The mean post-dial delay: "820 ms"."""
        live = gateway.live
        if live is None or live.pdd_ms is None:
            return DASH
        if live.pdd_ms >= LONG_MS:
            return _tr("{count} s").format(count=self._formats.decimal(live.pdd_ms / 1000))
        return _tr("{count} ms").format(count=self._formats.count(live.pdd_ms))

    def totals(self, gateway: Gateway) -> str:
        """Calls and answers since the softswitch was started."""
        live = gateway.live
        if live is None:
            return DASH
        return _tr("{calls}, {answered} answered").format(
            calls=self._formats.count(live.attempts), answered=self._formats.count(live.answered)
        )

    def failure(self, gateway: Gateway, now: datetime) -> str:
        """Why its latest failed call failed, and how long ago: "3 min ago · busy here"."""
        live = gateway.live
        if live is None or not live.last_failure:
            return DASH
        if live.last_failure_at is None:
            return live.last_failure
        age = self._formats.ago(live.last_failure_at, now)
        return _tr("{age} · {why}").format(age=age, why=live.last_failure)

    def note(self, gateway: Gateway, now: datetime) -> str:
        """The last failure; of a gateway in quarantine first until when it stays there."""
        live = gateway.live
        failure = self.failure(gateway, now)
        if live is None or live.quarantined_until is None or not gateway.enabled:
            return failure
        rest = _tr("back at {time}").format(time=self._formats.when(live.quarantined_until, now))
        return rest if failure == DASH else f"{rest} · {failure}"

    def registration(self, gateway: Gateway, now: datetime) -> str:
        """Our registration with it, in one sentence."""
        return registration_text(gateway, self._formats, now)

    def probe(self, gateway: Gateway) -> str:
        """Whether it answers OPTIONS, in one sentence."""
        return probe_text(gateway, self._formats)

    def sentence(self, gateway: Gateway, now: datetime) -> str:
        """What the state means, in one sentence."""
        live = gateway.live
        state = state_of(gateway)
        if state is GatewayState.QUARANTINED and live is not None and live.quarantined_until:
            until = self._formats.when(live.quarantined_until, now)
            return _tr("It asked for a pause or did not answer: no calls until {time}.").format(
                time=until
            )
        return {
            GatewayState.DISABLED: _tr("Switched off by an operator: it is as good as none."),
            GatewayState.NO_DATA: _tr("The softswitch cannot be asked now."),
            GatewayState.UNREACHABLE: probe_text(gateway, self._formats),
            GatewayState.UNREGISTERED: registration_text(gateway, self._formats, now),
            GatewayState.WORKING: _tr("Calls run through it."),
        }.get(state, _tr("It may be used; nothing runs through it now."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("GatewayText", text)
