"""Rules that raise alarms over figures, and the webhook they tell, as the interface gives them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """One rule, known by its name.

    Attributes:
        figure: a figure of ``/metrics``, with labels as Prometheus writes them.
        kind: ``level`` (at or above), ``below`` (at or below), ``rise`` or ``absence``.
        threshold: the value, or the rise.
        window_s: seconds over which a rise is measured.
        hold_s: seconds for which it must be so.
        severity: ``warning`` or ``critical``.
        quiet_s: seconds in which nobody is told a second time.
        mail: addresses that are told.
        webhook: whether the webhook is told.
    """

    name: str = ""
    figure: str = ""
    kind: str = "level"
    threshold: float = 0.0
    window_s: int = 300
    hold_s: int = 0
    severity: str = "warning"
    quiet_s: int = 3600
    enabled: bool = True
    mail: tuple[str, ...] = ()
    webhook: bool = False

    @property
    def critical(self) -> bool:
        """Whether customers notice it."""
        return self.severity == "critical"

    def body(self) -> dict[str, Any]:
        """Return what is sent to store it; the name is in the address."""
        values = {name: value for name, value in asdict(self).items() if name != "name"}
        return values | {"mail": list(self.mail)}


@dataclass(frozen=True, slots=True)
class RuleTest:
    """What a rule would find now (None: no such figure), and a sentence for each it told."""

    measured: float | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where alarms are posted to, empty for nowhere; the secret is only ever written."""

    url: str = ""
    has_secret: bool = False
