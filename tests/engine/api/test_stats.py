from engine.api.stats import BUCKETS, HttpStats, Key


def test_requests_are_counted_by_template_and_outcome() -> None:
    stats = HttpStats()
    stats.observe("GET", "/api/v1/cdrs", 200, 0.004)
    stats.observe("GET", "/api/v1/cdrs", 200, 0.3)
    stats.observe("BREW", "unknown", 405, 99)
    stats.refuse_sign_in()
    seen = stats.snapshot()
    assert seen.requests == {
        Key("GET", "/api/v1/cdrs", 200): 2,
        Key("other", "unknown", 405): 1,
    }
    assert seen.durations[0] == 1
    assert seen.durations[-1] == 1
    assert sum(seen.durations) == 3
    assert len(seen.durations) == len(BUCKETS) + 1
    assert seen.seconds == 99.304
    assert seen.refused_sign_ins == 1
