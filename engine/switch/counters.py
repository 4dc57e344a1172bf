"""The figures of the switch: plain integers, raised in place, read once a scrape.

The hot path must not pay for metrics, so a counter is an attribute or a slot of a dictionary with
a fixed set of keys, and turning them into labelled samples happens only when somebody asks. Every
counter only grows; gauges are read from the parts that own them at the moment of asking.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from engine.control.figures import HELP
from engine.control.messages import CounterSample

METHODS: Final = (
    "REGISTER", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "SUBSCRIBE", "NOTIFY", "PUBLISH",
    "MESSAGE", "INFO", "REFER", "UPDATE", "PRACK",
)  # fmt: skip
OTHER: Final = "other"
"""Label for every method that is not one of the registered ones: a peer cannot make labels."""

_GAUGES: Final = frozenset(name for name in HELP if not name.endswith("_total"))


class Counters:
    """What is counted where it happens.

    ``requests``, ``statuses``, ``journaled`` and ``not_recorded`` have fixed keys; the other
    attributes are the unlabelled counters of :data:`HELP`, named without ``_total``.
    """

    def __init__(self) -> None:
        self.requests: dict[str, int] = dict.fromkeys((*METHODS, OTHER), 0)
        self.statuses: list[int] = [0] * 7
        self.journaled: dict[int, int] = {}
        self.not_recorded: dict[str, int] = {}
        self.sip_responses_received = 0
        self.sip_malformed = 0
        self.sip_retransmissions = 0
        self.sip_silenced = 0
        self.auth_challenges = 0
        self.auth_failures = 0
        self.auth_refused_suspended = 0
        self.registrations = 0
        self.calls_connected = 0
        self.suspensions = 0
        self.suspensions_cleared = 0
        self.suspensions_expired = 0
        self.illegal_calls = 0
        self.internal_errors = 0
        self.relay_orders = 0
        self.relay_failed = 0
        self.udp_batches = 0
        self.udp_datagrams = 0
        self.udp_send_failures = 0
        self.blacklist_added = 0
        self.blacklist_dropped = 0
        self.blacklist_cut = 0
        self.allow_list_dropped = 0
        self.allow_list_cut = 0
        self.limited_registrations = 0
        self.limited_requests = 0
        self.limited_calls = 0
        self.udp_batch_max = 0
        self.tcp_accepted = 0
        self.tcp_refused = 0
        self.tcp_given_up = 0
        self.tcp_closed_idle = 0
        self.tcp_closed_broken = 0
        self.tcp_connections = 0
        self.tls_handshakes = 0
        self.tls_handshakes_failed = 0
        self.tls_certificate_expires_seconds = 0.0
        self.tls_certificate_failed = 0
        self.loop_lag_seconds = 0.0
        self.loop_lag_max_seconds = 0.0

    def request(self, method: str) -> None:
        """Count one request; methods we do not know share one label."""
        requests = self.requests
        requests[method if method in requests else OTHER] += 1

    def samples(self, gauges: Mapping[str, float]) -> list[CounterSample]:
        """Everything as samples; ``gauges`` holds what other parts own, by name."""
        out = [
            sample("sip_requests_total", count, method=method)
            for method, count in self.requests.items()
        ]
        out += [
            sample("sip_responses_total", count, status=f"{status}xx")
            for status, count in enumerate(self.statuses)
            if status
        ]
        out += [
            sample("cdr_journaled_total", count, mode=str(mode))
            for mode, count in sorted(self.journaled.items())
        ]
        out += [
            sample("cdr_not_recorded_total", count, gate=gate)
            for gate, count in sorted(self.not_recorded.items())
        ]
        out += [sample(name, value) for name, value in self._plain()]
        out += [sample(name, value) for name, value in gauges.items()]
        return out

    def _plain(self) -> Iterable[tuple[str, float]]:
        """The unlabelled attributes under their public names."""
        for attribute, value in vars(self).items():
            if isinstance(value, (int, float)):
                yield (attribute if attribute in HELP else f"{attribute}_total"), value


def sample(name: str, value: float, **labels: str) -> CounterSample:
    """One figure; its help text and kind come from the table."""
    kind: Literal["counter", "gauge"] = "gauge" if name in _GAUGES else "counter"
    return CounterSample(name, value, kind, HELP[name], labels)
