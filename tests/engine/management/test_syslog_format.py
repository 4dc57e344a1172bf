import re

from engine.management.syslog_format import (
    MAX_VALUE,
    Note,
    cef,
    framed,
    of_audit,
    of_history,
    rfc5424,
)
from engine.store.rows import AuditRow
from engine.store.security_history import SecurityEvent

AT = 1_790_000_000.5
NASTY = 'a"b]c\\d|e=f\r\n<13>1 forged \u202e\x00'
EVENT = SecurityEvent(
    *("id-1", 1_790_000_000_500, "ip", "added", "203.0.113.9", None, "scanner", NASTY, ""),
    *(1, None, 0, 7, ["203.0.113.9"], "x" * 1000),
)
LINE = re.compile(r"<\d+>1 2026-09-21T14:13:20\.500Z host switchwarden 7 block\.added (.*)")


def test_rfc_5424_escapes_what_strangers_write() -> None:
    line = rfc5424(of_history(EVENT), "ho st", 7).decode()
    found = LINE.fullmatch(line)
    assert found is not None, line
    data, _, text = found[1].partition("\ufeff")
    assert data.startswith('[switchwarden@32473 id="id-1" layer="ip" value="203.0.113.9"')
    assert 'reason="a\\"b\\]c\\\\d|e=f  <13>1 forged   "' in data
    assert f'evidence="{"x" * MAX_VALUE}"] ' in data
    assert text == "ip 203.0.113.9 added"
    assert line.startswith("<108>1 "), "facility 13, severity warning"


def test_cef_escapes_what_strangers_write() -> None:
    line = cef(of_history(EVENT), "host", 7, "0.1|0").decode()
    found = LINE.fullmatch(line)
    assert found is not None, line
    header = "- CEF:0|Switchwarden|Switchwarden|0.1\\|0|block.added|ip 203.0.113.9 added|8|"
    assert found[1].startswith(header + "rt=1790000000500 externalId=id-1 cs2Label=layer cs2=ip")
    assert "src=203.0.113.9" in line
    assert 'reason=a"b]c\\\\d|e\\=f  <13>1 forged   ' in line


def test_a_frame_begins_with_its_length() -> None:
    assert framed("ü".encode()) == b"2 \xc3\xbc"


def test_changes_and_refusals_are_told_apart() -> None:
    row = AuditRow(4, AT, "bob", "192.0.2.1", "parameter.set", "parameter:X", 1, 2, "why")
    note = of_audit(row)
    assert (note.kind, note.severity, note.fields["by"]) == ("parameter.set", "medium", "bob")
    after = {"count": 9}
    refused = AuditRow(5, AT, "system", "2001:db8::/64", "refused.sign-in", "a", None, after, "")
    note = of_audit(refused)
    assert (note.severity, note.fields["hits"], "address" in note.fields) == ("high", "9", False)
    lock = EVENT._replace(layer="extension", action="cleared")
    assert (of_history(lock).kind, of_history(lock).severity) == ("lockout.cleared", "low")


def test_a_name_of_nothing_is_a_dash() -> None:
    line = rfc5424(Note(AT, "é", "t", "low", {}), "", 1).decode()
    assert line.startswith(
        "<110>1 2026-09-21T14:13:20.500Z - switchwarden 1 - [switchwarden@32473]"
    )
