from client.api.decoding import decode
from client.api.keeping_values import RetentionPreview, SealReport
from tests.helpers.fake_keeping import part, report


def test_a_preview_without_a_cutoff_is_read() -> None:
    mode = {"billing_mode": 0, "keep_days": 0, "cutoff": None}
    preview = decode(RetentionPreview, {"modes": [mode], "records": 0})
    assert preview.modes[0].cutoff is None


def test_a_check_that_found_something_is_read() -> None:
    body = report(part("2026-11-26", status="changed"), sound=False, broken_links=[3])
    found = decode(SealReport, body)
    assert (found.sound, found.broken_links, found.items[0].status) == (False, (3,), "changed")
