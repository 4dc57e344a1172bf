"""What an endpoint's row says: the state as a pill, the reason as a sentence, what stands out.

A reason is a sentence, not a code: "6 wrong passwords · clears in 09:12" (requirements 110 and
111). The countdown is part of the sentence, so the sentence needs the server's time; the model
asks for it again once a second, for the rows that are seen.
"""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from client.formats import Formats
from client.models.columns import Pill
from client.models.endpoint_groups import Group, Run, run_of
from client.models.endpoint_rows import EndpointRow, Status
from client.models.server_time import seconds_left

#: Icon and tone of each state; the word is translated when it is shown.
LOOKS = {
    Status.REGISTERED: ("circle-check", "ok"),
    Status.UNREGISTERED: ("circle-dashed", "neutral"),
    Status.SUSPENDED: ("lock", "bad"),
    Status.DISABLED: ("ban", "neutral"),
    Status.UNKNOWN_LOCKED: ("lock-question", "warning"),
    Status.UNCLEAR: ("plug-connected-x", "warning"),
}


def status_word(status: Status) -> str:
    """The word of a state."""
    return {
        Status.REGISTERED: _tr("Registered"),
        Status.UNREGISTERED: _tr("Unregistered"),
        Status.SUSPENDED: _tr("Suspended"),
        Status.DISABLED: _tr("Disabled"),
        Status.UNKNOWN_LOCKED: _tr("Unknown, locked"),
        Status.UNCLEAR: _tr("Not known now"),
    }[status]


def status_pill(status: Status) -> Pill:
    """Icon, word and tone of a state."""
    icon, tone = LOOKS[status]
    return Pill(icon, status_word(status), tone)


class EndpointText:
    """Sentences about rows, in the operator's zone."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def registration(self, row: EndpointRow, now: datetime) -> str:
        """Why the row is in its state and how long it lasts, in one line."""
        if row.suspension is not None:
            return self._locked(row, now)
        if not row.enabled:
            return _tr("switched off by an operator")
        if not row.clear:
            return _tr("the softswitch cannot be asked")
        if row.bindings:
            return self._bound(row, now)
        if row.registered:
            return _tr("registered")
        return self._absent(row, now)

    def note(self, row: EndpointRow, runs: Iterable[Run] = ()) -> str:
        """What stands out about a row: no such endpoint, suspended before, part of a sequence."""
        parts = []
        if not row.known:
            parts.append(_tr("no such endpoint"))
        if row.suspension is not None and row.suspension.repeats:
            parts.append(_tr("%Ln time(s) so far", row.suspension.repeats + 1))
        run = run_of(row.extension, runs) if row.locked else None
        if run is not None:
            parts.append(self.run(run))
        return " · ".join(parts)

    def run(self, run: Run) -> str:
        """A sequence of numbers: "1001–1009 in sequence"."""
        return _tr("{first}–{last} in sequence").format(first=run.first, last=run.last)

    def group(self, group: Group) -> str:
        """The heading of a group: source, size, how many are locked, sequences."""
        parts = [_tr("%Ln extension(s)", len(group.rows))]
        if group.locked:
            parts.append(_tr("{count} suspended").format(count=self._formats.count(group.locked)))
        parts += [self.run(run) for run in group.runs[:2]]
        return " · ".join(parts)

    def _locked(self, row: EndpointRow, now: datetime) -> str:
        left = seconds_left(row.suspension.until, now) if row.suspension else 0
        why = self.reason(row)
        if not left:
            return _tr("{why} · clearing now").format(why=why)
        return _tr("{why} · clears in {time}").format(why=why, time=self._formats.countdown(left))

    def reason(self, row: EndpointRow) -> str:
        """Why a row is suspended, without the time; empty when it is not."""
        suspension = row.suspension
        if suspension is None:
            return ""
        failures = max(row.failures, suspension.failures)
        if failures:
            return _tr("%Ln wrong password(s)", failures)
        return suspension.reason or _tr("wrong passwords")

    def _bound(self, row: EndpointRow, now: datetime) -> str:
        binding = row.bindings[0]
        return _tr("{ago} · expires in {span}").format(
            ago=self._formats.ago(binding.registered_at, now),
            span=self._formats.span(seconds_left(binding.expires_at, now)),
        )

    def _absent(self, row: EndpointRow, now: datetime) -> str:
        if row.last_seen is None:
            text = _tr("not seen so far")
        else:
            text = _tr("last seen {ago}").format(ago=self._formats.ago(row.last_seen, now))
        if row.failures:
            text += " · " + _tr("%Ln wrong password(s)", row.failures)
        return text


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("EndpointText", text, "", count)
