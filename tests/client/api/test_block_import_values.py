"""What a list came to, read from an answer."""

from client.api.block_import_values import ListHit, ListReport
from client.api.decoding import decode
from client.api.values import LineProblem


def test_an_answer_becomes_values() -> None:
    hit = {"line": 2, "value": "192.0.2.20", "live_endpoints": 2, "extensions": ["1001", "1002"],
           "gateways": [], "trusted": ["192.0.2.0/24"], "own_address": True}  # fmt: skip
    answer = {
        "dry_run": True, "entries": 3, "already": 0, "added": 2, "skipped": 1, "hits": [hit],
        "hit_count": 1, "errors": [{"line": 4, "detail": "no address"}], "fault_count": 1,
    }  # fmt: skip
    report = decode(ListReport, answer)
    assert report.hits == (
        ListHit(2, "192.0.2.20", 2, ("1001", "1002"), (), ("192.0.2.0/24",), own_address=True),
    )
    assert report.errors == (LineProblem(4, "no address"),)
    assert (report.entries, report.added, report.skipped, report.dry_run) == (3, 2, 1, True)
