"""The table of gateways: of mapping gateways, or of routing gateways with what routing needs."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from client.api.call_values import Gateway
from client.formats import Formats
from client.models.carrier_text import registration_pill, registration_word
from client.models.columns import Column
from client.models.gateway_state import ORDER, load_of, state_of, state_pill, state_word
from client.models.gateway_text import GatewayText
from client.models.server_time import ServerTime
from client.models.table import TableModel

#: An unknown figure sorts below every known one.
UNKNOWN = -1.0


class GatewayTable(TableModel[Gateway]):
    """All gateways of one kind that were asked for.

    Args:
        kind: ``mapping`` or ``routing``.
        formats: the operator's zone.
        clock: the time, for the age of the last failure.
    """

    def __init__(
        self, kind: str, formats: Formats, clock: ServerTime, parent: QObject | None = None
    ) -> None:
        self.kind = kind
        self.text = GatewayText(formats)
        self._clock = clock
        super().__init__(self._make_columns(), lambda gateway: gateway.name, parent)

    def moment(self) -> datetime:
        """Return the time ages are counted to."""
        return self._clock.now()

    def gateway(self, name: str) -> Gateway | None:
        """Return a gateway by its name."""
        return self.find(name)

    def show(self, gateways: Iterable[Gateway]) -> None:
        """Become this list; only what is different is painted while the names stay the same."""
        self.set_rows(gateways)
        self.refresh_column("failure")

    def calls(self) -> int | None:
        """Return how many calls run through all of them; None while nobody knows."""
        known = [row.live.calls for row in self._rows if row.live is not None]
        return sum(known) if known else None

    def _make_columns(self) -> tuple[Column[Gateway], ...]:
        routing: tuple[Column[Gateway], ...] = ()
        if self.kind == "routing":
            routing = (
                Column("prefixes", _tr("Prefixes"), _prefixes, 90, tooltip=_prefix_lines),
                Column("priority", _tr("Priority / weight"), _rank, 122, "right",
                       sort_key=_rank_order),
                Column("registration", _tr("Registration"), registration_word, 128,
                       pill=registration_pill, tooltip=self._registration),
            )  # fmt: skip
        return (
            Column("state", _tr("State"), _word, 128, sort_key=_state_order,
                   pill=lambda row: state_pill(state_of(row)), tooltip=self._sentence),
            Column("name", _tr("Name"), lambda row: row.name, 132),
            Column("addresses", _tr("Addresses"), _addresses, 142 if routing else 178,
                   tooltip=_address_lines),
            *routing,
            *self._figures(),
            Column("failure", _tr("Last failure"), self._failure, 150, tone=_failure_tone),
        )  # fmt: skip

    def _figures(self) -> tuple[Column[Gateway], ...]:
        text = self.text
        return (
            Column("calls", _tr("Calls"), text.load, 132, "right", sort_key=_calls, bar=load_of),
            Column("rate", _tr("Calls/s"), text.rate, 66, "right", sort_key=_rate),
            Column("asr", _tr("ASR"), text.asr, 66, "right", sort_key=_asr),
            Column("acd", _tr("ACD"), text.acd, 68, "right", sort_key=_acd),
            Column("pdd", _tr("PDD"), text.pdd, 66, "right", sort_key=_pdd),
        )

    def _failure(self, row: Gateway) -> str:
        return self.text.note(row, self._clock.now())

    def _registration(self, row: Gateway) -> str:
        return self.text.registration(row, self._clock.now())

    def _sentence(self, row: Gateway) -> str:
        return self.text.sentence(row, self._clock.now())


def every_number() -> str:
    """Return how a gateway without prefixes is described."""
    return _tr("all")


def _word(row: Gateway) -> str:
    return state_word(state_of(row))


def _state_order(row: Gateway) -> int:
    return ORDER.index(state_of(row))


def _addresses(row: Gateway) -> str:
    return ", ".join(row.addresses)


def _address_lines(row: Gateway) -> str:
    return "\n".join(row.addresses)


def _prefixes(row: Gateway) -> str:
    return ", ".join(row.prefixes) or every_number()


def _prefix_lines(row: Gateway) -> str:
    return "\n".join(row.prefixes) or every_number()


def _rank(row: Gateway) -> str:
    return f"{row.priority} / {row.weight}"


def _rank_order(row: Gateway) -> float:
    """The lowest priority first, within it the heaviest."""
    return row.priority - row.weight / (row.weight + 1)


def _failure_tone(row: Gateway) -> str:
    quarantined = row.enabled and row.live is not None and row.live.quarantined_until is not None
    return "" if quarantined else "muted"


def _calls(row: Gateway) -> float:
    return UNKNOWN if row.live is None else row.live.calls


def _rate(row: Gateway) -> float:
    return UNKNOWN if row.live is None else row.live.calls_in_last_second


def _asr(row: Gateway) -> float:
    return UNKNOWN if row.live is None or row.live.asr is None else row.live.asr


def _acd(row: Gateway) -> float:
    return UNKNOWN if row.live is None or row.live.acd_s is None else row.live.acd_s


def _pdd(row: Gateway) -> float:
    return UNKNOWN if row.live is None or row.live.pdd_ms is None else row.live.pdd_ms


def _tr(text: str) -> str:
    return QCoreApplication.translate("Gateways", text)
