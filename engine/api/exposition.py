"""All figures of the engine in Prometheus' text format, prefix ``switchwarden_``.

The switch counts for itself and is asked when somebody looks; when it is away its figures are
left out and ``switchwarden_module_up`` says so. Labels come from short lists of ours, never from
the network: no address, no number, no path with a name in it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import accumulate, groupby
from shutil import disk_usage
from typing import Final, get_args

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from engine.api.alarm_evaluation import Figure
from engine.api.audit_checks import FACT, broken
from engine.api.services import Services
from engine.api.stats import BUCKETS, HttpStats
from engine.control.kernel import KernelReport, State
from engine.control.messages import CounterSample
from engine.errors import ControlError

PREFIX: Final = "switchwarden_"
GATES: Final = ("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", "SERVER_BILLING_RECORD_ILLEGAL_CALL")


class Figures(Collector):
    """Gathers everything at the moment of asking."""

    def __init__(self, services: Services, stats: HttpStats) -> None:
        self._services = services
        self._stats = stats

    def collect(self) -> Iterator[Metric]:
        """All metrics of switch and management."""
        yield from self._modules()
        yield from self._journal()
        yield from self._alarms()
        yield from self._records()
        yield from self._http()
        yield _counter(
            "exports", "Exports ended.", "status", self._services.exports.totals().items()
        )
        yield GaugeMetricFamily(
            f"{PREFIX}event_streams", "Open event streams.", len(self._services.events)
        )

    def _modules(self) -> Iterator[Metric]:
        snapshot = self._services.modules.snapshot()
        up = GaugeMetricFamily(f"{PREFIX}module_up", "1 while it runs.", labels=["module"])
        up.add_metric(["switch"], snapshot.switch.state == "running")
        up.add_metric(["management"], snapshot.management.state == "running")
        yield up
        yield GaugeMetricFamily(
            f"{PREFIX}sip_ok", "1 while a loopback OPTIONS is answered.", snapshot.sip_ok
        )
        yield from _kernel(snapshot.kernel)
        try:
            yield from of_switch(self._services.switch.counters())
        except ControlError:
            return

    def _alarms(self) -> Iterator[Metric]:
        standing = self._services.alarms.all()
        raised = [each.severity for each in standing]
        gauge = GaugeMetricFamily(f"{PREFIX}alarms", "Alarms that stand now.", labels=["severity"])
        for severity in ("warning", "critical"):
            gauge.add_metric([severity], raised.count(severity))
        yield gauge
        text = "Alarms that stand now, by kind; those of rules are left out."
        kinds = GaugeMetricFamily(f"{PREFIX}alarm_standing", text, labels=["kind"])
        for kind, count in sorted(Counter(each.kind for each in standing).items()):
            if kind != "rule":
                kinds.add_metric([kind], count)
        yield kinds

    def _records(self) -> Iterator[Metric]:
        """Whether calls are recorded, and how much room there is for records."""
        values = self._services.config.parameters.values()
        off = sum(not values[name] for name in GATES)
        yield GaugeMetricFamily(f"{PREFIX}records_off", "Kinds of records switched off.", off)
        yield from self._audit()
        with suppress(OSError):
            disk = disk_usage(self._services.config.folder)
            yield GaugeMetricFamily(
                f"{PREFIX}disk_free_ratio", "Free part of the data folder's disk.",
                disk.free / max(disk.total, 1),
            )  # fmt: skip

    def _audit(self) -> Iterator[Metric]:
        """Whether the audit is still what was written, and since when nobody looked."""
        config = self._services.config
        yield GaugeMetricFamily(
            f"{PREFIX}audit_broken", "1 if the audit failed its latest verification.",
            broken(config),
        )  # fmt: skip
        now = self._services.clock.wall()
        at = float(config.facts.get(FACT).get("at", now))
        yield GaugeMetricFamily(
            f"{PREFIX}audit_verified_age_seconds", "Since the audit was verified, 0 before.",
            max(0.0, now - at),
        )  # fmt: skip

    def _journal(self) -> Iterator[Metric]:
        state = self._services.journal.snapshot()
        gauges = (
            ("pending_segments", "Sealed segments that wait.", state.pending_segments),
            ("oldest_seconds", "Age of the oldest of them.", state.oldest_s),
        )
        for name, text, value in gauges:
            yield GaugeMetricFamily(f"{PREFIX}journal_{name}", text, value)
        yield CounterMetricFamily(
            f"{PREFIX}journal_rejected", "Journal lines put aside as unreadable.", state.rejected
        )
        yield _counter("journal_ingested", "Rows stored.", "kind", state.ingested.items())

    def _http(self) -> Iterator[Metric]:
        snapshot = self._stats.snapshot()
        requests = CounterMetricFamily(
            f"{PREFIX}http_requests",
            "HTTP requests ended; status 0 means that the client went away.",
            labels=["method", "route", "status"],
        )
        for key, count in sorted(snapshot.requests.items()):
            requests.add_metric([key.method, key.route, str(key.status)], count)
        yield requests
        bounds = [*map(str, BUCKETS), "+Inf"]
        yield HistogramMetricFamily(
            f"{PREFIX}http_request_duration_seconds",
            "How long HTTP requests took, event streams included.",
            buckets=list(zip(bounds, accumulate(snapshot.durations), strict=True)),
            sum_value=snapshot.seconds,
        )
        yield CounterMetricFamily(
            f"{PREFIX}http_sign_ins_refused",
            "Wrong passwords and throttled sign-ins.",
            snapshot.refused_sign_ins,
        )


def _kernel(report: KernelReport) -> Iterator[Metric]:
    """What the kernel drops of the blacklist."""
    state = GaugeMetricFamily(
        f"{PREFIX}kernel_state", "1 for the state of the blacklist in the kernel.", labels=["state"]
    )
    for name in get_args(State):
        state.add_metric([name], report.state == name)
    yield state
    yield GaugeMetricFamily(
        f"{PREFIX}kernel_elements", "Elements in the kernel's sets.", report.elements
    )
    counters = (
        ("dropped_packets", "Packets of listed sources dropped there.", report.dropped_packets),
        ("dropped_bytes", "Bytes of them.", report.dropped_bytes),
        ("drift", "Strange changes of the table put right.", report.drift),
        ("failures", "Batches that nft refused.", report.failures),
    )
    for name, text, value in counters:
        yield CounterMetricFamily(f"{PREFIX}kernel_{name}", text, value)


def expose(services: Services, stats: HttpStats) -> bytes:
    """The whole page."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures(services, stats))
    return generate_latest(registry)


def figures_of(services: Services, stats: HttpStats) -> list[Figure]:
    """Everything as single figures, for whoever compares them."""
    return [
        Figure(sample.name, sample.labels, float(sample.value))
        for metric in Figures(services, stats).collect()
        for sample in metric.samples
    ]


def of_switch(samples: Iterable[CounterSample]) -> Iterator[Metric]:
    """The switch's own figures, the samples of one name gathered under it."""
    for name, group in groupby(sorted(samples, key=_by_name), key=_by_name):
        entries = list(group)
        labels = sorted(entries[0].labels)
        kind = CounterMetricFamily if entries[0].kind == "counter" else GaugeMetricFamily
        family = kind(f"{PREFIX}{name}", entries[0].help, labels=labels)
        for entry in entries:
            family.add_metric([entry.labels.get(label, "") for label in labels], entry.value)
        yield family


def _by_name(sample: CounterSample) -> str:
    return sample.name


def _counter(
    name: str, text: str, label: str, values: Iterable[tuple[str, int]]
) -> CounterMetricFamily:
    family = CounterMetricFamily(f"{PREFIX}{name}", text, labels=[label])
    for value, count in values:
        family.add_metric([value], count)
    return family
