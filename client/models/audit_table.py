"""Entries of the audit as rows of a table, and the state of its chain in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from client.api.audit_values import AuditEntry, ChainCheck, Verified
from client.formats import DASH, Formats
from client.models.audit_difference import summary
from client.models.audit_words import action_word, object_word, tone_of
from client.models.columns import Column, Pill
from client.models.table import TableModel

ICONS = {"ok": "plus", "bad": "trash", "warning": "alert-circle", "neutral": "pencil"}
CUT = "the newest rows were cut off: "
_SPECIAL = {"session.create": "login", "session.delete": "logout", "session.end": "logout",
            "audit.verify": "shield-check", "operator.password": "key",
            "session.blocked": "lock", "blacklist.add": "ban"}  # fmt: skip


class AuditTable(TableModel[AuditEntry]):
    """Entries, newest first.

    Attributes:
        first_bad: number of the first entry that is not what was written, 0 for none.
    """

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        self.first_bad = 0
        super().__init__(self._columns(formats), lambda row: row.id, parent)

    def _columns(self, formats: Formats) -> tuple[Column[AuditEntry], ...]:
        return (
            Column("id", _tr("No."), lambda row: str(row.id), 76, "right", tone=self._tone),
            Column("at", _tr("Time"), lambda row: formats.date_time(row.at), 166),
            Column("actor", _tr("Operator"), lambda row: row.actor, 116),
            Column("address", _tr("From"), lambda row: row.address or DASH, 126),
            Column("action", _tr("What happened"), lambda row: action_word(row.action), 172,
                   pill=action_pill),
            Column("object", _tr("Object"), lambda row: object_word(row.object), 200),
            Column("reason", _tr("Why"), lambda row: row.reason or DASH, 160),
            Column("change", _tr("Change"), lambda row: summary(row.before, row.after) or DASH,
                   220),
        )  # fmt: skip

    def _tone(self, row: AuditEntry) -> str:
        return "bad" if row.id == self.first_bad else "muted"


def action_pill(row: AuditEntry) -> Pill:
    """Return what happened, as icon, word and tone."""
    tone = tone_of(row.action)
    icon = _SPECIAL.get(row.action) or ICONS[tone]
    return Pill(icon, action_word(row.action), tone)


def chain_text(check: ChainCheck, formats: Formats) -> tuple[str, str]:
    """Return the state of the chain in a sentence, and its tone."""
    last = check.last
    if check.running:
        words = _tr(
            "The chain is being verified: {count} of %Ln entry(s) fit so far.", check.expected
        )
        text = words.format(count=formats.count(check.rows))
        return text, "accent"
    if check.error:
        return _tr("The chain could not be verified: {why}").format(why=check.error), "warning"
    if last is None:
        return _tr("The chain of the audit has not been verified yet."), "neutral"
    return (
        (_sound_text(last, formats), "ok") if last.sound else (_broken_text(last, formats), "bad")
    )


def _sound_text(last: Verified, formats: Formats) -> str:
    words = _tr("Verified up to {moment}: %Ln entry(s) as written.", last.rows)
    parts = [words.format(moment=formats.date_time(last.head_at or last.at))]
    if last.newer:
        parts.append(_tr("%Ln newer entry(s).", last.newer))
    if last.removed:
        parts.append(_tr("Retention removed %Ln older one(s).", last.removed))
    who = _tr("Checked by {who}, {moment}.")
    parts.append(who.format(who=last.by, moment=formats.date_time(last.at)))
    return " ".join(parts)


def _broken_text(last: Verified, formats: Formats) -> str:
    words = _tr(
        "The audit was changed: entry {number} is the first that is not what was written here "
        "({detail}). {before} Checked by {who}, {moment}. Keep a copy of the data folder and find "
        "out who had access to the machine."
    )
    before = _tr("%Ln entry(s) before it fit.", last.rows)
    return words.format(
        number=last.first_bad, detail=_detail(last.detail), before=before, who=last.by,
        moment=formats.date_time(last.at),
    )  # fmt: skip


def _detail(detail: str) -> str:
    words = {
        "the row is not the one that was written here": _tr("its seal does not fit"),
        "the checkpoint is not one of ours": _tr("the mark of retention does not fit"),
        "the chain does not go through the head that was noted": _tr(
            "entries that were verified before are gone"
        ),
        "it is not stated any more which row is the last": _tr("the mark of the end is gone"),
        "the fact that says which row is the last is not one of ours": _tr(
            "the mark of the end does not fit"
        ),
    }
    if detail.startswith(CUT):
        return _tr("the newest entries were cut off: {number} was the last").format(
            number=detail.removeprefix(CUT).split(maxsplit=1)[0]
        )
    return words.get(detail, detail)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("AuditTable", text, "", count)
