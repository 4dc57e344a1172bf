"""Sending the collected edits, one after the other, and what became of each.

Runs in a worker thread. An edit that fails does not stop the others, except when the engine does
not answer at all: then nothing more is sent and the rest is reported as not sent. Every request
carries the version the edit was made against, so nobody's change is overwritten unseen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from client.api.client import ApiClient
from client.api.errors import ApiError, Conflict, Unreachable
from client.api.values import Parameter
from client.models.parameter_edits import Edit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one edit.

    Attributes:
        edit: The edit.
        stored: The parameter as stored now: the new value, or on a conflict somebody else's;
            None when that is not known.
        error: Why it was not applied; None when it was.
    """

    edit: Edit
    stored: Parameter | None = None
    error: ApiError | None = None

    @property
    def applied(self) -> bool:
        """Whether the value is stored and in effect."""
        return self.error is None

    @property
    def conflicting(self) -> bool:
        """Whether somebody else was faster."""
        return isinstance(self.error, Conflict)


def apply_edits(api: ApiClient, edits: Iterable[Edit], reason: str) -> tuple[Outcome, ...]:
    """Send every edit that has a value.

    Args:
        api: The HTTP client of the session.
        edits: What to send; edits without a value are left out.
        reason: Kept in the audit with each change; may be empty.
    """
    outcomes: list[Outcome] = []
    silent: Unreachable | None = None
    for edit in edits:
        if edit.value is None:
            continue
        if silent is not None:
            outcomes.append(Outcome(edit, error=silent))
            continue
        outcome = _send(api, edit, edit.value, reason)
        if isinstance(outcome.error, Unreachable):
            silent = outcome.error
        outcomes.append(outcome)
    return tuple(outcomes)


def _send(api: ApiClient, edit: Edit, value: int | str, reason: str) -> Outcome:
    try:
        stored = api.set_parameter(
            edit.name, value, reason=reason, revert_after_s=edit.keep_s, version=edit.base_version
        )
    except Conflict as error:
        return Outcome(edit, _stored_now(api, edit.name), error)
    except ApiError as error:
        return Outcome(edit, error=error)
    return Outcome(edit, stored)


def _stored_now(api: ApiClient, name: str) -> Parameter | None:
    """The other value, to be shown beside ours; without it the conflict is still a conflict."""
    try:
        return api.parameter(name)
    except ApiError:
        return None
