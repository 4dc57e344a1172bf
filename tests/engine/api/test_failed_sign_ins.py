from engine.api.failed_sign_ins import KEPT, FailedSignIns, Failure


def test_failures_are_counted_until_a_sign_in() -> None:
    failures = FailedSignIns()
    assert failures.of("maria") == (0, [])
    failures.failed("maria", "192.0.2.7", 1.0)
    failures.failed("maria", "192.0.2.8", 2.0)
    assert failures.of("maria") == (2, [Failure(2.0, "192.0.2.8"), Failure(1.0, "192.0.2.7")])
    assert failures.of("bob") == (0, [])
    failures.forget("maria")
    assert failures.of("maria") == (0, [])


def test_only_the_latest_are_told_one_by_one() -> None:
    failures = FailedSignIns()
    for number in range(KEPT + 1):
        failures.failed("maria", "192.0.2.7", float(number))
    count, latest = failures.of("maria")
    assert (count, len(latest)) == (KEPT + 1, KEPT)
    assert (latest[0].at, latest[-1].at) == (KEPT, 1)
