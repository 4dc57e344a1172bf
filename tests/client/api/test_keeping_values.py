from client.api.decoding import decode
from client.api.keeping_values import RetentionPreview


def test_a_preview_without_a_cutoff_is_read() -> None:
    mode = {"billing_mode": 0, "keep_days": 0, "cutoff": None}
    preview = decode(RetentionPreview, {"modes": [mode], "records": 0})
    assert preview.modes[0].cutoff is None
