"""Edits collected over the parameters until they are applied together, with undo.

Nothing here talks to the server. An edit remembers the value and version it was made against, so
that the server can refuse it when somebody else was faster (If-Match, 412), and both values can
be shown. Text that cannot be accepted stays in the book with its problem: leaving a row never
loses what was typed, and nothing is sent while a problem is open.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from client.api.values import Parameter
from client.models.parameter_rules import check

#: Steps that can be taken back; older ones are forgotten, their edits stay.
UNDO_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Edit:
    """One pending change.

    Attributes:
        name: The parameter.
        text: What was typed.
        value: What will be sent; None while the text is not acceptable.
        problem: Why it is not acceptable; empty when it is.
        base_value: The stored value the edit was made against.
        base_version: Its version, sent as If-Match.
        keep_s: Seconds after which the change returns by itself; None keeps it.
        theirs: The value somebody else stored meanwhile; None while nobody did.
    """

    name: str
    text: str
    value: int | str | None
    problem: str
    base_value: int | str
    base_version: int
    keep_s: int | None = None
    theirs: int | str | None = None


class EditBook:
    """The pending edits by name, with the steps that led to them."""

    def __init__(self) -> None:
        self._edits: dict[str, Edit] = {}
        self._steps: list[tuple[str, Edit | None]] = []
        self._typing = ""

    def __len__(self) -> int:
        return len(self._edits)

    def __contains__(self, name: object) -> bool:
        return name in self._edits

    def get(self, name: str) -> Edit | None:
        """The pending edit of a parameter, if there is one."""
        return self._edits.get(name)

    def edits(self) -> tuple[Edit, ...]:
        """All pending edits in alphabetical order."""
        return tuple(self._edits[name] for name in sorted(self._edits))

    def problems(self) -> tuple[Edit, ...]:
        """The edits that cannot be sent yet."""
        return tuple(edit for edit in self.edits() if edit.problem)

    @property
    def ready(self) -> bool:
        """Whether there is something to apply and nothing in its way."""
        return bool(self._edits) and not self.problems()

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back."""
        return bool(self._steps)

    def type_text(self, parameter: Parameter, text: str, *, chosen: bool = False) -> Edit | None:
        """Record what was typed for a parameter.

        Typing the stored value again takes the edit away.

        Args:
            parameter: The parameter as stored.
            text: The text of the field.
            chosen: Picked by a click, so a step of its own for undo; letters typed one after
                another into the same field are one step together.

        Returns:
            The edit as it stands now, or None when there is nothing to change.
        """
        checked = check(parameter, text)
        before = self._edits.get(parameter.name)
        if not checked.problem and checked.value == parameter.value:
            after = None
        elif before is None:
            after = Edit(
                parameter.name,
                text,
                checked.value,
                checked.problem,
                parameter.value,
                parameter.version,
            )
        else:
            after = replace(before, text=text, value=checked.value, problem=checked.problem)
        self._step(parameter.name, before, after, joins=not chosen)
        return after

    def keep_for(self, name: str, seconds: int | None) -> Edit | None:
        """Let a pending change return by itself after so many seconds, or never (None)."""
        before = self._edits.get(name)
        if before is None:
            return None
        after = replace(before, keep_s=seconds)
        self._step(name, before, after, joins=False)
        return after

    def undo(self) -> str | None:
        """Take the last step back.

        Returns:
            The parameter that changed back, or None when there was no step.
        """
        if not self._steps:
            return None
        name, before = self._steps.pop()
        self._typing = ""
        self._put(name, before)
        return name

    def drop(self, names: Iterable[str]) -> None:
        """Forget these edits and every step that touched them: they are applied or given up."""
        gone = set(names)
        for name in gone:
            self._edits.pop(name, None)
        self._steps = [step for step in self._steps if step[0] not in gone]

    def discard(self) -> None:
        """Forget everything."""
        self._edits.clear()
        self._steps.clear()

    def conflict(self, name: str, stored: Parameter) -> None:
        """Mark an edit whose parameter somebody else has changed meanwhile."""
        edit = self._edits.get(name)
        if edit is not None:
            self._put(name, replace(edit, theirs=stored.value))

    def rebase(self, stored: Parameter) -> None:
        """Let the pending edit stand over the newly stored value: mine over theirs."""
        edit = self._edits.get(stored.name)
        if edit is None:
            return
        if edit.value == stored.value:
            self.drop([stored.name])
            return
        fresh = replace(edit, base_value=stored.value, base_version=stored.version, theirs=None)
        self.drop([stored.name])
        self._put(stored.name, fresh)

    def refused(self, name: str, problem: str) -> None:
        """Mark an edit that the server refused, with the server's words."""
        edit = self._edits.get(name)
        if edit is not None:
            self._put(name, replace(edit, problem=problem))

    def follow(self, stored: Iterable[Parameter]) -> None:
        """Compare the edits with freshly loaded parameters.

        An edit that equals what is stored now has nothing left to do; one whose parameter has a
        newer version is a conflict to be shown before anything is sent.
        """
        fresh = {parameter.name: parameter for parameter in stored}
        for edit in self.edits():
            parameter = fresh.get(edit.name)
            if parameter is None or edit.value == parameter.value:
                self.drop([edit.name])
            elif parameter.version != edit.base_version:
                self.conflict(edit.name, parameter)

    def _step(self, name: str, before: Edit | None, after: Edit | None, *, joins: bool) -> None:
        if before == after:
            return
        typing_on = joins and self._typing == name and before is not None
        if not typing_on:
            self._steps.append((name, before))
            del self._steps[:-UNDO_LIMIT]
        self._typing = name if joins else ""
        self._put(name, after)

    def _put(self, name: str, edit: Edit | None) -> None:
        if edit is None:
            self._edits.pop(name, None)
        else:
            self._edits[name] = edit
