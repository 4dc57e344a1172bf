from engine.api.flood import FloodPicture, Proof, RecordingOff
from engine.api.flood_view import flood_item

AT = 1_790_000_000.0
SHOWN = "2026-09-21T14:13:20.000Z"


def test_a_guard_that_holds_is_shown_whole() -> None:
    off = RecordingOff(AT, "flood-guard", by_guard=True, not_recorded=417, until=AT)
    picture = FloodPicture(
        True, "holding", AT, 123.456, 100, 10, 20, 120, off, Proof(AT, False, "no record")
    )
    assert flood_item(picture).model_dump() == {
        "enabled": True,
        "state": "holding",
        "since": SHOWN,
        "rate": 123.5,
        "level": 100,
        "level_s": 10,
        "return_level": 20,
        "return_s": 120,
        "off": {
            "since": SHOWN,
            "by": "flood-guard",
            "by_guard": True,
            "not_recorded": 417,
            "until": SHOWN,
        },
        "proof": {"at": SHOWN, "ok": False, "detail": "no record"},
    }


def test_what_is_not_known_is_null() -> None:
    item = flood_item(FloodPicture(False, "off", AT, None, 100, 10, 20, 120))
    assert (item.rate, item.off, item.proof) == (None, None, None)
