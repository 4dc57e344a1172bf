"""Who is blocked, and who never is (requirements 124-133)."""

import itertools
from typing import Literal

import pytest

from engine.defence import guard as module
from engine.defence.entries import Block, Trust
from engine.defence.guard import FORGET_AFTER, Guard
from engine.defence.rules import DefencePolicy, Rule, RuleSetting

ATTACKER, PHONE = "203.0.113.66", "198.51.100.7"
ON = DefencePolicy(True, tuple((rule, RuleSetting(3, 60, 600)) for rule in Rule), 2, 604_800)


@pytest.fixture
def guard() -> Guard:
    numbers = itertools.count(1)
    made = Guard(lambda: str(next(numbers)), lambda address, _: address == PHONE)
    made.policy = ON
    return made


def misbehave(guard: Guard, address: str, times: int, now: float = 0.0) -> list[Block | None]:
    return [guard.saw(Rule.ILLEGAL_CALLS, address, now, "INVITE") for _ in range(times)]


def manual(value: str, number: str = "m") -> Block:
    return Block(number, "ip", value, "", "because", "maria", 0.0)


def test_the_event_that_reaches_the_limit_blocks(guard: Guard) -> None:  # req 58, 124, 125
    found = misbehave(guard, ATTACKER, 3)
    assert found[:2] == [None, None]
    (entry,) = guard.blocks
    assert found[2] is entry
    assert (entry.value, entry.rule, entry.until) == (ATTACKER, "illegal_calls", 600.0)
    assert (entry.reason, entry.evidence) == ("3 illegal calls within 60 s", "INVITE")
    assert guard.blocked(ATTACKER, 1.0) is entry
    assert guard.blocked("203.0.113.67", 1.0) is None
    assert (entry.hits, entry.last_hit) == (1, 1.0)
    assert [change.action for change in guard.take_changes()] == ["added"]


def test_scanning_extensions_blocks(guard: Guard) -> None:  # req 128
    names = ["1001", "1001", "1002", "1003"]
    found = [guard.saw(Rule.EXTENSIONS, ATTACKER, 0.0, name=name) for name in names]
    assert [each is not None for each in found] == [False, False, False, True]


def test_ipv6_is_counted_and_blocked_by_its_64_bits(guard: Guard) -> None:
    for last in range(3):
        guard.saw(Rule.MALFORMED, f"2001:db8::{last}", 0.0)
    assert [each.value for each in guard.blocks] == ["2001:db8::/64"]
    assert guard.blocked("2001:db8::ffff", 0.0) is not None


@pytest.mark.parametrize("rule", list(Rule))
def test_our_own_are_never_blocked_by_a_rule(guard: Guard, rule: Rule) -> None:  # req 132
    guard.trust(Trust("t", "network", "203.0.113.0/24", "", "maria", 0.0))
    for number in range(20):
        assert guard.saw(rule, PHONE, 0.0, name=str(number)) is None
        assert guard.saw(rule, ATTACKER, 0.0, name=str(number)) is None
    assert len(guard.blocks) == 0
    assert guard.spared > 0


def test_an_operator_may_block_whom_he_likes(guard: Guard) -> None:
    guard.block(manual(PHONE))
    assert guard.blocked(PHONE, 0.0) is not None
    assert guard.blocked(PHONE, 1e9) is not None


def test_a_block_ends_by_itself_and_the_next_is_longer(guard: Guard) -> None:  # req 129, 130
    lengths, now = [], 0.0
    for _ in range(3):
        (*_, entry) = misbehave(guard, ATTACKER, 3, now)
        assert entry is not None
        assert entry.until is not None
        lengths.append(entry.until - now)
        now = entry.until
        guard.sweep(now)
        assert len(guard.blocks) == 0
    assert lengths == [600.0, 1_200.0, 2_400.0]
    (*_, entry) = misbehave(guard, ATTACKER, 3, now + FORGET_AFTER + 1)
    assert entry is not None
    assert entry.repeats == 0


def test_unblocking_begins_anew_and_trusting_keeps_it_so(guard: Guard) -> None:
    (*_, entry) = misbehave(guard, ATTACKER, 3)
    assert entry is not None
    removed, counted = guard.unblock(entry.id)
    assert (removed, counted) == (entry, False)
    assert guard.unblock(entry.id) == (None, False)
    guard.trust(Trust("t", "ip", ATTACKER, "", "maria", 0.0, 100.0))
    assert misbehave(guard, ATTACKER, 10) == [None] * 10
    guard.sweep(100.0)
    assert misbehave(guard, ATTACKER, 3, 200.0)[-1] is not None


def test_what_an_operator_changed_is_his(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_AUTOMATIC", 2)
    (*_, entry) = misbehave(guard, ATTACKER, 3)
    assert entry is not None
    guard.change(entry, None, "maria", "for ever")
    for last in range(1, 5):
        misbehave(guard, f"192.0.2.{last}", 3)
    assert [each.value for each in guard.blocks] == [ATTACKER, "192.0.2.3", "192.0.2.4"]
    assert (entry.by, entry.reason, entry.until) == ("maria", "for ever", None)


def test_lists_of_operators_are_bounded(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MANUAL", 1)
    guard.block(manual("192.0.2.1", "1"))
    with pytest.raises(ValueError, match="already"):
        guard.block(manual("192.0.2.2", "2"))
    guard.trust(Trust("1", "ip", "192.0.2.3", "", "maria", 0.0))
    with pytest.raises(ValueError, match="already"):
        guard.trust(Trust("2", "ip", "192.0.2.4", "", "maria", 0.0))


def test_switched_off_it_blocks_nobody_and_keeps_what_was_made_by_hand(guard: Guard) -> None:
    guard.policy = DefencePolicy()
    guard.block(manual(ATTACKER))
    assert misbehave(guard, "192.0.2.9", 100) == [None] * 100
    assert guard.blocked(ATTACKER, 0.0) is not None


def test_what_another_process_knew_is_in_force_and_no_news(guard: Guard) -> None:
    guard.load(manual(ATTACKER))
    guard.load(Trust("t", "ip", PHONE, "", "maria", 0.0))
    assert guard.blocked(ATTACKER, 0.0) is not None
    assert guard.trusts(PHONE, 0.0) is not None
    assert guard.take_changes() == []
    assert guard.distrust("t") is not None
    assert guard.distrust("t") is None


def test_an_entry_that_is_over_hides_no_wider_one(guard: Guard) -> None:
    guard.block(Block("w", "network", "203.0.113.0/24", "", "", "maria", 0.0))
    guard.block(Block("s", "ip", ATTACKER, "", "", "maria", 0.0, until=10.0))
    guard.take_changes()
    found = [guard.blocked(ATTACKER, now) for now in (9.0, 10.0)]
    assert [each.id for each in found if each] == ["s", "w"]
    assert [(change.action, change.entry.id) for change in guard.changes] == [("expired", "s")]


def test_a_trusted_neighbour_spares_the_network_of_ipv6(guard: Guard) -> None:
    guard.trust(Trust("t", "ip", "2001:db8::7", "", "maria", 0.0))
    for _ in range(9):
        assert guard.saw(Rule.MALFORMED, "2001:db8::66", 0.0) is None
    assert guard.spared == 3
    assert [guard.saw(Rule.MALFORMED, "2001:db8:0:1::66", 0.0) for _ in range(3)][-1] is not None


@pytest.mark.parametrize("rule", [Rule.ILLEGAL_CALLS, Rule.EXTENSIONS])
def test_a_lower_limit_acts_on_the_next_event(guard: Guard, rule: Rule) -> None:  # req 195
    guard.policy = ON._replace(rules=tuple((each, RuleSetting(20, 60, 600)) for each in Rule))
    for number in range(7):
        assert guard.saw(rule, ATTACKER, 0.0, name=str(number)) is None
    guard.policy = ON
    assert guard.saw(rule, ATTACKER, 1.0, name="7") is not None


def test_trust_takes_back_what_rules_did_and_nothing_of_operators(guard: Guard) -> None:
    misbehave(guard, ATTACKER, 3)
    misbehave(guard, "2001:db8::1", 3)
    guard.block(manual("203.0.113.9"))
    guard.take_changes()
    guard.trust(Trust("t", "network", "203.0.113.0/24", "", "maria", 1.0))
    assert [(each.action, each.by) for each in guard.take_changes()] == [
        ("removed", "maria"),
        ("added", ""),
    ]
    assert {each.value for each in guard.blocks} == {"2001:db8::/64", "203.0.113.9"}
    guard.trust(Trust("u", "network", "2001:db8::2:0/112", "", "maria", 1.0))
    assert {each.value for each in guard.blocks} == {"203.0.113.9"}


def test_what_became_ours_is_pardoned(guard: Guard) -> None:
    misbehave(guard, ATTACKER, 3)
    guard.pardon("203.0.113.67", "gateway")
    assert guard.covered(ATTACKER, 1.0) is not None
    guard.pardon(ATTACKER, "gateway")
    assert guard.covered(ATTACKER, 1.0) is None
    assert misbehave(guard, ATTACKER, 2) == [None, None]


def test_repetitions_are_known_after_a_restart(guard: Guard) -> None:  # req 129
    misbehave(guard, ATTACKER, 3)
    (entry,) = guard.blocks
    later = Guard(lambda: "2", lambda *_: False)
    later.policy = ON
    later.load(entry)
    later.sweep(601.0)
    again = misbehave(later, ATTACKER, 3, 700.0)[-1]
    assert again is not None
    assert (again.repeats, again.until) == (1, 700.0 + 1_200)


def test_room_is_what_a_source_may_do_before_a_rule_fires(guard: Guard) -> None:
    assert guard.room(ATTACKER, 0.0) == 3
    misbehave(guard, ATTACKER, 2)
    assert guard.room(ATTACKER, 0.0) == 1
    assert guard.room(ATTACKER, 100.0) == 3  # the window is over
    assert guard.room(PHONE, 0.0) is None  # no rule blocks it
    misbehave(guard, ATTACKER, 1)
    assert guard.room(ATTACKER, 0.0) is None  # it is blocked already
    guard.policy = DefencePolicy()
    assert guard.room("203.0.113.67", 0.0) is None


def test_very_many_entries_end_in_slices_and_block_nobody_meanwhile(
    guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    for last in range(5):
        misbehave(guard, f"203.0.113.{last}", 3)
    guard.trust(Trust("t", "ip", "192.0.2.1", "", "maria", 0.0, 600.0))
    guard.take_changes()
    guard.sweep(600.0)
    assert [change.action for change in guard.take_changes()] == ["expired"] * 2
    assert [guard.ending] == [True]
    guard.unblock("3", "maria")
    assert guard.blocked("203.0.113.4", 600.0) is None
    misbehave(guard, "203.0.113.4", 3, now=601.0)
    while guard.ending:
        guard.sweep(602.0)
    gone = [change.entry.value for change in guard.take_changes() if change.action == "expired"]
    assert sorted(gone) == ["192.0.2.1", "203.0.113.3", "203.0.113.4"]
    assert [each.value for each in guard.blocks] == ["203.0.113.4"], "the one that is new"


def test_of_a_listed_network_and_a_trusted_place_within_it_the_narrower_counts(
    guard: Guard,
) -> None:
    """Whoever blocks a network and trusts one of it means both; of one place the block counts."""

    def block(value: str) -> None:
        kind: Literal["ip", "network"] = "network" if "/" in value else "ip"
        guard.block(Block(value, kind, value, "", "", "maria", 0.0))

    block("203.0.113.0/24")
    guard.trust(Trust("t", "network", "203.0.113.128/25", "", "maria", 0.0, 60.0))
    block("203.0.113.200")
    found = {n: guard.blocked(f"203.0.113.{n}", 1.0) for n in (7, 129, 200)}
    assert [n for n, entry in found.items() if entry is not None] == [7, 200]
    assert guard.shuts_out("203.0.113.7", 1.0)
    assert not guard.shuts_out("203.0.113.129", 1.0)
    assert guard.shuts_out("203.0.113.129", 60.0), "the entry of the allow list has ended"
    block("203.0.113.128/25")
    assert guard.shuts_out("203.0.113.129", 1.0)
