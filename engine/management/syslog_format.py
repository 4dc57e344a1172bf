"""Security events as lines for a syslog server: RFC 5424 with structured data, or CEF inside it.

Values come from strangers: control characters become blanks, what has a meaning in the format is
escaped, and each value is cut, so that a line stays below 4 kB and nobody can begin a second one.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, NamedTuple

from engine.store.rows import AuditRow
from engine.store.security_history import SecurityEvent

FACILITY: Final = 13
"""Log audit, RFC 5424 section 6.2.1."""

SD_ID: Final = "switchwarden@32473"
"""Name of the structured data; the number is the one that RFC 5612 has for examples."""

MAX_VALUE: Final = 300
_SEVERITIES: Final = {"low": (6, 3), "medium": (5, 5), "high": (4, 8)}
"""Ours -> severity of RFC 5424 and of CEF."""


class Note(NamedTuple):
    """One event on its way out.

    Attributes:
        at: Epoch seconds.
        kind: A stable word, ``block.added``.
        text: What happened, for a person.
        severity: ``low``, ``medium`` or ``high``.
        fields: Names of ours -> values, without empty ones.
    """

    at: float
    kind: str
    text: str
    severity: str
    fields: Mapping[str, str]


_CEF_KEYS: Final = {
    "address": "src",
    "by": "suser",
    "value": "cs1",
    "layer": "cs2",
    "rule": "cs3",
    "reason": "reason",
    "hits": "cnt",
    "object": "cs4",
    "evidence": "cs5",
    "id": "externalId",
}
_CEF_LABELS: Final = {"cs1": "blocked", "cs2": "layer", "cs3": "rule", "cs4": "object",
                      "cs5": "evidence"}  # fmt: skip


def of_history(event: SecurityEvent) -> Note:
    """What happened to a lockout or a block."""
    kind = "lockout" if event.layer == "extension" else "block"
    begins = event.action in ("suspended", "added")
    text = f"{event.layer} {event.value} {event.action}"
    fields = {
        "id": event.id,
        "layer": event.layer,
        "value": event.value,
        "address": next((each for each in event.sources if "/" not in each), ""),
        "rule": event.rule,
        "reason": event.reason,
        "by": event.by,
        "hits": str(event.hits),
        "evidence": event.evidence,
    }
    severity = "high" if begins else "low"
    return Note(event.at / 1000, f"{kind}.{event.action}", text, severity, _given(fields))


def of_audit(row: AuditRow) -> Note:
    """A change, or refusals that were counted."""
    refused = row.action.startswith(("refused.", "session.blocked"))
    count = row.after.get("count") if refused and isinstance(row.after, dict) else None
    fields = {
        "id": str(row.id),
        "by": row.actor,
        "address": row.address if "/" not in row.address else "",
        "object": row.object,
        "reason": row.reason,
        "hits": "" if count is None else str(count),
    }
    text = f"{row.action} {row.object}"
    return Note(row.at, row.action, text, "high" if refused else "medium", _given(fields))


def rfc5424(note: Note, host: str, pid: int) -> bytes:
    """One message, RFC 5424 section 6, without framing."""
    data = "".join(f' {name}="{_sd(value)}"' for name, value in note.fields.items())
    head = _head(note, host, pid)
    return f"{head} [{SD_ID}{data}] \ufeff{_plain(note.text)}".encode()


def cef(note: Note, host: str, pid: int, version: str) -> bytes:
    """One message whose text is CEF version 0, as ArcSight's implementation standard has it."""
    severity = _SEVERITIES[note.severity][1]
    names = ("Switchwarden", "Switchwarden", version, note.kind, note.text, str(severity))
    header = "|".join(_cef_header(name) for name in names)
    pairs = [f"rt={int(note.at * 1000)}"]
    for name, value in note.fields.items():
        key = _CEF_KEYS[name]
        if key in _CEF_LABELS:
            pairs.append(f"{key}Label={_CEF_LABELS[key]}")
        pairs.append(f"{key}={_cef_value(value)}")
    return f"{_head(note, host, pid)} - CEF:0|{header}|{' '.join(pairs)}".encode()


def framed(message: bytes) -> bytes:
    """With its length before it: octet counting, RFC 6587 section 3.4.1, RFC 5425 section 4.3."""
    return b"%d %s" % (len(message), message)


def _head(note: Note, host: str, pid: int) -> str:
    priority = FACILITY * 8 + _SEVERITIES[note.severity][0]
    moment = datetime.fromtimestamp(note.at, UTC).isoformat(timespec="milliseconds")
    stamp = moment.replace("+00:00", "Z")
    return f"<{priority}>1 {stamp} {_name(host, 255)} switchwarden {pid} {_name(note.kind, 32)}"


def _name(text: str, limit: int) -> str:
    """Printable ASCII without blanks, "-" for nothing (RFC 5424 section 6)."""
    kept = "".join(each for each in text if "!" <= each <= "~")[:limit]
    return kept or "-"


def _given(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}


def _plain(text: str) -> str:
    """One line that can be encoded."""
    clean = "".join(each if each.isprintable() else " " for each in text[:MAX_VALUE])
    return clean.encode("utf-8", "replace").decode()


def _sd(text: str) -> str:
    return _plain(text).replace("\\", "\\\\").replace('"', '\\"').replace("]", "\\]")


def _cef_header(text: str) -> str:
    return _plain(text).replace("\\", "\\\\").replace("|", "\\|")


def _cef_value(text: str) -> str:
    return _plain(text).replace("\\", "\\\\").replace("=", "\\=")
