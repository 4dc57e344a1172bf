"""The plan: order, chance and reasons, against a model that reads everything."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calls.health import Attempt, GatewayHealth
from engine.calls.plan import _TEXTS, MAX_CANDIDATES, Candidate, Conditions, Plan, Verdict
from engine.calls.targets import Target
from engine.calls.usage import Usage
from engine.control.gateways import GatewayConfig


def carrier(name: str, *prefixes: str, **options: object) -> GatewayConfig:
    addresses = options.pop("addresses", ("192.0.2.9",))
    return GatewayConfig(name, "routing", addresses, prefixes=prefixes, **options)  # type: ignore[arg-type]


def half() -> float:
    return 0.5


def moment(draw: Callable[[], float] = half, now: float = 10.0) -> Conditions:
    return Conditions(Usage(), GatewayHealth(), now, draw)


def names(plan: Plan, callee: str, conditions: Conditions | None = None) -> list[str]:
    found = plan.candidates("1001", callee, conditions or moment())
    return [candidate.gateway.name for candidate in found]


def test_the_longest_prefix_comes_first_whatever_the_priority() -> None:
    plan = Plan(
        [
            carrier("any", priority=0),
            carrier("country", "0044", priority=0),
            carrier("city", "004420", "0033", priority=9),
            carrier("other", "0033"),
        ]
    )
    assert names(plan, "00442079460000") == ["city", "country", "any"]
    assert names(plan, "0044161") == ["country", "any"]
    assert names(plan, "004") == ["any"]
    assert names(plan, "") == []  # nobody is called


def test_then_the_lowest_priority() -> None:
    plan = Plan([carrier("a", priority=3), carrier("b", priority=1), carrier("c", priority=2)])
    assert names(plan, "1") == ["b", "c", "a"]


def test_a_gateway_is_tried_once_at_its_longest_prefix() -> None:
    plan = Plan([carrier("a", "0", "00", "004", "00"), carrier("b", "00")])
    assert names(plan, "0044") == ["a", "b"]


def test_without_chance_the_greater_weight_comes_first_and_none_last() -> None:
    plan = Plan([carrier("a", weight=0), carrier("b", weight=1), carrier("c", weight=5)])
    assert names(plan, "1") == ["c", "b", "a"]


def test_equals_get_calls_in_proportion_to_their_weight() -> None:
    plan = Plan([carrier("a", weight=1), carrier("b", weight=3), carrier("c", weight=6)])
    conditions = moment(random.Random(7).random)
    orders = Counter(tuple(names(plan, "1", conditions)) for _ in range(20_000))
    first = Counter[str]()
    for order, count in orders.items():
        first[order[0]] += count
    assert first["a"] / 20_000 == pytest.approx(0.1, abs=0.01)
    assert first["b"] / 20_000 == pytest.approx(0.3, abs=0.015)
    # The places after the first too: of a and b behind c, b is second three times out of four.
    behind = orders["c", "b", "a"] / (orders["c", "b", "a"] + orders["c", "a", "b"])
    assert behind == pytest.approx(0.75, abs=0.02)


def test_a_single_gateway_needs_no_chance() -> None:
    def never() -> float:
        raise AssertionError

    assert names(Plan([carrier("a")]), "1", moment(never)) == ["a"]


def test_a_candidate_has_addresses_and_rewritten_numbers() -> None:
    gateway = carrier(
        "a",
        addresses=("sip.example.com", "[2001:db8::1]:5070"),
        caller_rewrite=(":44",),
        callee_rewrite=("00:",),
    )
    assert Plan([gateway]).candidates("20", "0033", moment()) == [
        Candidate(
            gateway, (Target("sip.example.com", 5060), Target("2001:db8::1", 5070)), "4420", "33"
        )
    ]


def test_who_can_take_no_call_is_passed_over_and_the_reason_told() -> None:
    plan = Plan(
        [
            carrier("busy", "00", capacity=2),
            carrier("fast", "00", calls_per_second=1),
            carrier("off", "00", enabled=False),
            carrier("ill", "00"),
            carrier("long", "00", callee_rewrite=(f":{'9' * 64}",)),
            carrier("nothing", "00", callee_rewrite=("0044:",)),
            carrier("good", priority=2, weight=3, callee_rewrite=("00:+",)),
            carrier("unfit", "0033"),
            GatewayConfig("customer", "mapping", ("192.0.2.1",)),
        ]
    )
    conditions = moment()
    for name in ("busy", "busy", "fast"):
        conditions.usage.admit(name, 0, 0, 9.5)
    conditions.health.quarantine("ill", 22.0)
    assert names(plan, "0044", conditions) == ["good"]
    steps = {step.gateway: step for step in plan.explain("1001", "0044", conditions)}
    assert {name: (step.verdict, step.text) for name, step in steps.items()} == {
        "busy": (Verdict.CAPACITY, "has 2 calls, may have 2"),
        "fast": (Verdict.RATE, "got 1 calls within the last second, may get 1"),
        "off": (Verdict.DISABLED, "is disabled"),
        "ill": (Verdict.QUARANTINED, "in quarantine for 12 s more"),
        "long": (Verdict.NUMBER, "its rules leave no number, or one that is too long"),
        "nothing": (Verdict.NUMBER, "its rules leave no number, or one that is too long"),
        "good": (Verdict.CANDIDATE, "serves every number, priority 2, weight 3"),
        "unfit": (Verdict.NO_PREFIX, "none of its prefixes fits the called number"),
    }
    assert list(steps)[-2:] == ["good", "unfit"]
    assert (steps["good"].caller, steps["good"].callee) == ("1001", "+44")
    assert (steps["busy"].prefix, steps["busy"].priority, steps["good"].weight) == ("00", 1, 3)
    assert (steps["unfit"].prefix, steps["unfit"].callee) == ("", "")


def test_the_prefix_is_in_the_text() -> None:
    (step,) = Plan([carrier("a", "0044")]).explain("1", "00441", moment())
    assert step.text == "prefix 0044 fits, priority 1, weight 1"


def test_every_verdict_can_be_put_into_words() -> None:
    assert set(_TEXTS) == set(Verdict) - {Verdict.NO_PREFIX}


def test_a_call_is_offered_to_a_bounded_number_of_gateways() -> None:
    plan = Plan([carrier(f"g{number:02}") for number in range(MAX_CANDIDATES + 5)])
    assert len(names(plan, "1")) == MAX_CANDIDATES
    assert len(plan.explain("1", "1", moment())) == MAX_CANDIDATES + 5


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"addresses": ("a:0",)}, "gateway a: the port"),
        ({"caller_rewrite": ("1",)}, "gateway a: the rule '1' has no colon"),
        ({"callee_rewrite": ("1:2", "1:3")}, "gateway a: two rules"),
    ],
)
def test_a_gateway_that_cannot_be_read_is_named(options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Plan([carrier("a", **options)])


def test_many_gateways_with_many_prefixes_cost_a_few_looks() -> None:
    """A naive search would compare 100,000 prefixes; this one takes each length once."""
    gateways = [
        carrier(f"g{number}", *(f"{number:03}{tail:02}" for tail in range(100)))
        for number in range(1000)
    ]
    plan = Plan(gateways)
    assert plan._lengths == (5,)
    assert names(plan, "77742123") == ["g777"]


GATEWAY = st.builds(
    lambda prefixes, **options: (prefixes, options),
    st.lists(st.text("01", max_size=3), max_size=3),
    priority=st.integers(1, 2),
    weight=st.integers(0, 3),
    enabled=st.booleans(),
    capacity=st.integers(0, 1),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(GATEWAY, max_size=7),
    st.text("01", min_size=1, max_size=4),
    st.sets(st.integers(0, 6)),
    st.sets(st.integers(0, 6)),
    st.integers(0, 5),
)
def test_the_order_is_that_of_reading_every_prefix(
    drawn: list[tuple[list[str], dict[str, object]]],
    callee: str,
    quarantined: set[int],
    used: set[int],
    seed: int,
) -> None:
    gateways = [carrier(f"g{i}", *prefixes, **rest) for i, (prefixes, rest) in enumerate(drawn)]
    conditions = moment(random.Random(seed).random)
    for number in quarantined:
        conditions.health.quarantine(f"g{number}", 99.0)
    for number in used:
        conditions.usage.admit(f"g{number}", 0, 0, 0.0)
    ranks = {}
    for number, gateway in enumerate(gateways):
        fits = [prefix for prefix in gateway.prefixes or ("",) if callee.startswith(prefix)]
        free = number not in quarantined and not (gateway.capacity and number in used)
        if fits and gateway.enabled and free:
            no_weight = gateway.weight == 0
            ranks[gateway.name] = (-max(map(len, fits)), gateway.priority, no_weight)
    plan = Plan(gateways)
    found = names(plan, callee, conditions)
    assert set(found) == set(ranks)
    assert [ranks[name] for name in found] == sorted(ranks.values())
    again = conditions._replace(draw=random.Random(seed).random)
    steps = plan.explain("1001", callee, again)
    assert [step.gateway for step in steps if step.verdict is Verdict.CANDIDATE] == found
    assert {step.gateway for step in steps} == {gateway.name for gateway in gateways}


def test_a_gateway_that_answers_no_probe_is_passed_over_and_shown_so() -> None:
    plan = Plan([carrier("a"), carrier("b", priority=2)])
    conditions = moment()
    conditions.health.set_reachable("a", False)
    assert names(plan, "44", conditions) == ["b"]
    steps = {step.gateway: step for step in plan.explain("1001", "44", conditions)}
    assert steps["a"].verdict is Verdict.UNREACHABLE
    assert steps["a"].text == "does not answer OPTIONS"
    conditions.health.set_reachable("a", True)
    assert names(plan, "44", conditions) == ["a", "b"]


@pytest.mark.parametrize(
    ("asr_sort", "order"),
    [
        (0, ["heavy", "light", "new", "spare"]),
        (1, ["new", "light", "heavy", "spare"]),
        (2, ["new", "spare", "light", "heavy"]),
    ],
)
def test_gateways_whose_calls_are_answered_come_first_if_that_is_wanted(
    asr_sort: int, order: list[str]
) -> None:
    plan = Plan(
        [
            carrier("heavy", weight=9),
            carrier("light", weight=5),
            carrier("new", weight=1),
            carrier("spare", priority=2),
            carrier("short", "2"),
        ]
    )
    conditions = moment()._replace(asr_sort=asr_sort)
    for name, answered in (("heavy", 2), ("light", 5), ("spare", 9)):
        for number in range(10):
            conditions.health.ended(name, Attempt(number < answered))
    assert names(plan, "1", conditions) == order
    assert names(plan, "2", conditions) == ["short", *order], "the prefix comes before all"
    texts = [step.text for step in plan.explain("1001", "1", conditions)]
    assert ("5 of 10" in texts[order.index("light")]) is bool(asr_sort)
