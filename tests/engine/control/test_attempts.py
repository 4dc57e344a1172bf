import msgspec

from engine.control.attempts import Attempts, began, decode, segment_name


def test_a_line_comes_back_and_a_torn_one_is_nothing() -> None:
    row = Attempts(1_790_000_000, "wrong", "192.0.2.7", "1001", True, 3)
    line = msgspec.json.encode(row)
    assert decode(line + b"\n") == row
    assert decode(line[:-4]) is None
    assert decode(b'[1,"invented"]') is None
    assert len(line) < 80


def test_a_segment_says_when_it_began() -> None:
    assert began(segment_name(1_790_000_000.9)) == 1_790_000_000
    for name in ("attempts-1.ndjson", "attempts-1790000000.ndjson.tmp", "cdr-1790000000.ndjson"):
        assert began(name) is None
