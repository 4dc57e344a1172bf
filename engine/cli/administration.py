"""What commands can do to operators and parameters, whichever way they get there.

While the engine runs, management owns the configuration store, so commands go through its HTTP
interface (``engine.cli.http``); while it does not, they open the store themselves
(``engine.cli.direct``). Both are this protocol, and answer with the same lines.
"""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

Role = Literal["admin", "operator", "auditor"]


@dataclass(frozen=True, slots=True)
class OperatorLine:
    """One operator, as listed."""

    name: str
    role: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One parameter, as listed.

    Attributes:
        name: of the catalogue.
        value: in force.
        revert_at: RFC 3339 time at which a timed change returns, "" for none.
        effective_at: RFC 3339 time at which the switch obeyed a change, "" when it has not yet.
    """

    name: str
    value: int | str
    revert_at: str = ""
    effective_at: str = ""


class Administration(Protocol):
    """Operators and parameters of one engine. Every method may raise a ``SwitchwardenError``."""

    def operators(self) -> list[OperatorLine]:
        """All operators by name."""
        ...

    def add_operator(self, name: str, role: Role, password: str) -> None:
        """Add somebody who may sign in at once."""
        ...

    def set_password(self, name: str, password: str) -> None:
        """Give an operator a new password and end his sessions."""
        ...

    def set_enabled(self, name: str, enabled: bool) -> None:
        """Allow or refuse sign-in."""
        ...

    def set_role(self, name: str, role: Role) -> None:
        """Let an operator do more or less, and end his sessions."""
        ...

    def remove_operator(self, name: str) -> None:
        """Forget an operator, his sessions and the views that only he saw."""
        ...

    def parameters(self) -> list[ParameterLine]:
        """All parameters, alphabetical."""
        ...

    def parameter(self, name: str) -> ParameterLine:
        """One parameter."""
        ...

    def set_parameter(
        self, name: str, value: str, reason: str, seconds: int | None
    ) -> ParameterLine:
        """Change one, for good or for that many seconds."""
        ...

    def verify_records(self) -> dict[str, Any]:
        """What a check of the seals found, as :class:`engine.api.models.keeping.SealReport`."""
        ...

    def verify_audit(self, head: str) -> dict[str, Any]:
        """What a check of the audit found, as :class:`engine.api.models.system.ChainState`."""
        ...
