"""The figures of the switch: plain integers, raised in place, read once a scrape.

The hot path must not pay for metrics, so a counter is an attribute or a slot of a dictionary with
a fixed set of keys, and turning them into labelled samples happens only when somebody asks. Every
counter only grows; gauges are read from the parts that own them at the moment of asking.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from engine.control.messages import CounterSample

METHODS: Final = (
    "REGISTER", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "SUBSCRIBE", "NOTIFY", "PUBLISH",
    "MESSAGE", "INFO", "REFER", "UPDATE", "PRACK",
)  # fmt: skip
OTHER: Final = "other"
"""Label for every method that is not one of the registered ones: a peer cannot make labels."""

HELP: Final[Mapping[str, str]] = {
    "sip_requests_total": "SIP requests received, retransmissions included.",
    "sip_responses_total": "SIP responses sent, by status class.",
    "sip_responses_received_total": "SIP responses received; nothing waits for one yet.",
    "sip_malformed_total": "Messages that could not be read as SIP.",
    "sip_retransmissions_total": "Requests absorbed by a transaction and answered again.",
    "sip_silenced_total": "Requests that got no answer on purpose.",
    "auth_challenges_total": "REGISTER and INVITE requests answered with a challenge.",
    "auth_failures_total": "Complete but wrong digest responses.",
    "auth_refused_suspended_total": "Requests refused because the extension is suspended.",
    "registrations_total": "REGISTER requests answered 200 after authentication.",
    "suspensions_total": "Extensions suspended.",
    "suspensions_cleared_total": "Suspensions and failure counters cleared by an operator.",
    "suspensions_expired_total": "Suspensions that ran out.",
    "cdr_journaled_total": "Call records written to the journal, by billing mode.",
    "calls_connected_total": "Calls that ended after they were answered.",
    "cdr_not_recorded_total": "Calls counted but not recorded, by the gate that kept them out.",
    "journal_lines_total": "Lines that reached the journal.",
    "journal_failed_writes_total": "Journal writes that the disk refused.",
    "journal_lost_total": "Journal lines dropped because disk and memory were full.",
    "state_failed_writes_total": "State writes that the disk refused.",
    "state_snapshots_total": "Snapshots of the state finished.",
    "internal_errors_total": "Faults caught at the message boundary; always worth a report.",
    "udp_batches_total": "Wakes in which datagrams were read.",
    "udp_datagrams_total": "Datagrams read.",
    "blacklist_added_total": "Sources put on the blacklist.",
    "blacklist_dropped_total": "Messages of listed sources that nobody read.",
    "limited_registrations_total": "REGISTER requests refused by the rate limit.",
    "limited_requests_total": "Requests refused by the rate limit of all requests.",
    "limited_calls_total": "New calls refused by the rate limit.",
    "allow_list_dropped_total": "Messages dropped because only listed addresses are served.",
    "udp_send_failures_total": "Datagrams the kernel did not take.",
    "tcp_accepted_total": "Connections accepted.",
    "tcp_refused_total": "Connections closed at once because a limit was reached.",
    "tcp_closed_idle_total": "Connections closed for being idle or too slow.",
    "tcp_closed_broken_total": "Connections closed because their bytes could not be framed.",
    "tcp_connections": "Connections open.",
    "tls_handshakes_total": "TLS handshakes completed, of connections accepted.",
    "tls_handshakes_failed_total": "TLS handshakes that failed, of connections either way.",
    "tls_certificate_expires_seconds": "When the certificate of SIP ends, epoch; 0 without one.",
    "tls_certificate_failed": "1 while the files of the certificate cannot be used as they are.",
    "transactions": "Server transactions alive.",
    "transactions_unacknowledged_total": "Refused INVITEs whose ACK never came.",
    "bindings": "Registered contacts.",
    "endpoints_registered": "Extensions with at least one contact.",
    "endpoints_configured": "Endpoints known from the configuration.",
    "extensions_suspended": "Extensions suspended now, by whether they are configured.",
    "extensions_tracked": "Extensions with a failure counter.",
    "journal_waiting": "Journal lines in memory that the disk has not taken yet.",
    "journal_write_failed": "1 while the disk refuses journal lines.",
    "config_write_failed": "1 while the stored copy of the configuration is behind.",
    "state_write_failed": "1 while the disk refuses state lines.",
    "loop_lag_seconds": "How late the latest timer of the loop was.",
    "loop_lag_max_seconds": "The latest a timer of the loop ever was.",
    "relay_orders_total": "Commands and pings sent to media relays.",
    "relay_failed_total": "Session descriptions that a media relay did not rewrite.",
    "udp_batch_max": "The largest batch of datagrams read in one wake.",
}
"""Every figure there is, with the text shown beside it."""

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
        self.internal_errors = 0
        self.relay_orders = 0
        self.relay_failed = 0
        self.udp_batches = 0
        self.udp_datagrams = 0
        self.udp_send_failures = 0
        self.blacklist_added = 0
        self.blacklist_dropped = 0
        self.allow_list_dropped = 0
        self.limited_registrations = 0
        self.limited_requests = 0
        self.limited_calls = 0
        self.udp_batch_max = 0
        self.tcp_accepted = 0
        self.tcp_refused = 0
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
