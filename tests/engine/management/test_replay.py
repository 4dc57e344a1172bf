"""Replays with the verdicts that are expected (requirements 63-107, 124-131)."""

from engine.control.attempts import Attempts, What
from engine.defence.rates import RatePolicy
from engine.defence.rules import DefencePolicy, Rule, RuleSetting
from engine.management.replay import MAX_TALLIES, Replay, Tally, feed_all
from engine.registrar.lockout import LockoutPolicy

T = 1_790_000_000
LOCKOUT = LockoutPolicy(enabled=True, retry=5, duration=600)
RULES = tuple(
    (rule, RuleSetting(10 if rule is Rule.FAILED_REGISTRATIONS else 0, 60, 3600)) for rule in Rule
)
BLOCKING = DefencePolicy(enabled=True, rules=RULES)


def wrong(
    at: int, extension: str = "1001", source: str = "198.51.100.7", count: int = 1,
    what: What = "wrong", known: bool = True,
) -> Attempts:  # fmt: skip
    return Attempts(T + at, what, source, extension, known, count)


def registered(at: int, extension: str = "1001", source: str = "192.0.2.10") -> Attempts:
    return Attempts(T + at, "registered", source, extension, True)


def played(*rows: Attempts, lockout: LockoutPolicy = LOCKOUT, **more: object) -> Replay:
    replay = Replay(lockout, more.pop("defence", DefencePolicy()), **more)  # type: ignore[arg-type]
    assert feed_all(replay, rows, lambda: False) is None
    return replay


def only(replay: Replay) -> Tally:
    (tally,) = replay.result()
    return tally


def test_a_guesser_is_locked_out_at_the_threshold_and_what_follows_is_stopped() -> None:
    tally = only(played(*(wrong(second) for second in range(20))))
    assert (tally.kind, tally.name, tally.hits, tally.first) == ("endpoint", "1001", 1, T + 4)
    assert (tally.attempts, tally.stopped, tally.registered) == (20, 15, False)


def test_a_lockout_ends_by_itself_and_begins_again() -> None:
    tally = only(played(wrong(0, count=5), wrong(700, count=5)))
    assert tally.hits == 2


def test_a_customer_who_mistypes_and_succeeds_is_never_hit() -> None:  # req 88
    rows = [wrong(at, source="192.0.2.10") for at in range(4)] + [registered(5)]
    assert played(*rows, *rows).result() == []


def test_who_is_locked_out_by_others_is_blocked_by_no_rule() -> None:
    attack = [wrong(0, str(name), count=5) for name in range(1001, 1004)]
    office = [wrong(5, str(name), "192.0.2.10", count=9) for name in range(1001, 1004)]
    hit = {each.name for each in played(*attack, *office, defence=BLOCKING).result()}
    assert "198.51.100.7" in hit
    assert "192.0.2.10" not in hit


def test_a_customer_who_would_be_refused_is_told_first() -> None:
    phone = [wrong(at, "1002", "192.0.2.10") for at in range(3)]
    rows = [*phone, registered(4, "1002"), *(wrong(10 + at) for at in range(9))]
    strict = played(*rows, lockout=LockoutPolicy(True, 3, 600))
    first, second = strict.result()
    assert (first.name, first.registered, first.refused) == ("1002", True, 1)
    assert (second.name, second.registered) == ("1001", False)


def test_the_difference_to_what_happened_is_told() -> None:
    really = [wrong(at) for at in range(5)] + [wrong(6, what="locked"), wrong(7, what="suspended")]
    tally = only(played(*really))
    assert (tally.hits, tally.did) == (1, 1)
    assert tally.did_first - tally.first == 2, "a threshold of 5 would have stopped it earlier"
    lenient = only(played(*really, lockout=LockoutPolicy(True, 100, 600)))
    assert (lenient.hits, lenient.did) == (0, 1)


def test_a_source_is_blocked_and_what_follows_is_not_read() -> None:
    rows = [wrong(0, str(number), known=False) for number in range(30)]
    address = next(each for each in played(*rows, defence=BLOCKING).result())
    assert (address.kind, address.name, address.hits) == ("address", "198.51.100.7", 1)
    assert (address.rule, address.stopped) == ("failed_registrations", 20)


def test_who_lives_there_is_trusted_or_is_a_gateway_is_spared() -> None:
    rows = [wrong(1, str(number)) for number in range(30)]
    at_home = Attempts(T, "registered", "198.51.100.7", "7", True)
    assert played(at_home, *rows, defence=BLOCKING).result() == []
    assert played(*rows, defence=BLOCKING, trusted=lambda _: True).result() == []
    carrier = only(played(*rows, defence=BLOCKING, gateway=lambda _: "carrier-a"))
    assert (carrier.kind, carrier.name, carrier.hits) == ("gateway", "carrier-a", 3)


def test_what_is_no_password_is_counted_by_its_own_rule() -> None:
    rules = tuple((rule, RuleSetting(3, 60, 3600)) for rule in Rule)
    for what in ("illegal_calls", "malformed", "scanner", "call_rate"):
        row = Attempts(T, what, "198.51.100.7", count=1000)
        tally = only(played(row, defence=DefencePolicy(enabled=True, rules=rules)))
        assert (tally.rule, tally.stopped) == (what, 997)


def test_real_blocks_and_missed_events_are_told() -> None:
    replay = played(
        Attempts(T, "blocked", "198.51.100.7"), Attempts(T, "missed", count=12), defence=BLOCKING
    )
    tally = only(replay)
    assert (tally.kind, tally.hits, tally.did, replay.missed) == ("address", 0, 1, 12)


def test_it_ends_when_it_is_enough_and_says_where() -> None:
    asked = iter([False, False, True])
    replay = Replay(LOCKOUT, DefencePolicy())
    rows = (wrong(at) for at in range(1000))
    reached = feed_all(replay, rows, lambda: next(asked), every=10)
    assert reached == T + 20
    assert replay.attempts == 20


def test_subjects_are_bounded() -> None:
    replay = Replay(LockoutPolicy(True, 1, 600), DefencePolicy())
    for number in range(MAX_TALLIES + 10):
        replay.feed(wrong(0, str(number), known=False))
    assert len(replay._tallies) <= MAX_TALLIES
    assert replay.others > 0
    assert replay.attempts == MAX_TALLIES + 10


RATES = RatePolicy(True, registrations=10, requests=50, calls=10, own_times=2)


def asked(at: int, what: What, count: int, source: str = "198.51.100.7") -> Attempts:
    return Attempts(T + at, what, source, count=count)


def test_a_source_that_asks_too_much_is_limited_by_each_limit_and_not_banned() -> None:  # req 136
    rows = (asked(0, "asked", 130), asked(1, "called", 30), asked(60, "signed_in", 25))
    tally = only(played(*rows, rates=RATES))
    assert (tally.kind, tally.name, tally.hits) == ("address", "198.51.100.7", 3)
    assert (tally.rule, tally.first) == ("rate_requests", T)
    assert 0 < tally.stopped < tally.attempts == 185
    assert played(*rows).result() == [], "the limits are off"


def test_own_people_may_do_more_and_a_gateway_is_named_as_one() -> None:
    office = [registered(0, source="192.0.2.10"), asked(1, "asked", 90, "192.0.2.10")]
    trusted = asked(1, "called", 18, "192.0.2.11")
    carrier = asked(1, "asked", 300, "192.0.2.12")
    replay = played(
        *office, trusted, carrier, rates=RATES,
        trusted=lambda address: address == "192.0.2.11",
        gateway=lambda address: "carrier" if address == "192.0.2.12" else "",
    )  # fmt: skip
    tally = only(replay)
    assert (tally.kind, tally.name, tally.rule) == ("gateway", "carrier", "rate_requests")
    assert replay.stopped == tally.stopped


def test_very_many_requests_cost_a_bounded_time() -> None:
    replay = played(asked(0, "asked", 1_000_000), rates=RATES)
    assert replay.stopped > 990_000
