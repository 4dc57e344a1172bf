"""The nine points, judged: each state of each point, and the values that put it right."""

from typing import Any

import pytest

from engine.api.checklist import KEYS, TEST_AGE_S, Facts, Fix, evaluate, worst
from engine.parameters.catalogue import CATALOGUE

NOW = 1_790_000_000.0
SAFE = {
    "SS_ENDPOINTREGISTERSUSPEND": 1,
    "SS_ENDPOINTREGISTERRETRY": 5,
    "SS_ENDPOINTREGISTERSUSPENDTIME": 600,
    "SS_BLACK_LIST_IP": 1,
    "SS_RATE_LIMIT": 1,
}


def facts(values: dict[str, int] | None = None, **changes: Any) -> Facts:
    """A safe set-up, but for the changes."""
    usual = {name: entry.default for name, entry in CATALOGUE.items()}
    found = {"trusted": 1, "last_lockout": NOW - 60, "documented": NOW - 10, "changed": NOW - 99}
    return Facts(values={**usual, **SAFE, **(values or {})}, now=NOW, **{**found, **changes})


def point(key: str, **given: Any) -> Any:
    return next(each for each in evaluate(facts(**given)) if each.key == key)


def test_a_safe_set_up_is_in_order_in_all_nine_points() -> None:  # req 144
    points = evaluate(facts())
    assert [each.key for each in points] == list(KEYS)
    assert len(points) == 9
    assert {each.state for each in points} == {"ok"}
    assert worst(points) == "ok"


def test_a_fresh_installation_is_told_what_to_do() -> None:  # req 197
    defaults = {name: int(entry.default) for name, entry in CATALOGUE.items() if name in SAFE}
    points = evaluate(facts(defaults, trusted=0, last_lockout=None, documented=None))
    wrong = [each.key for each in points if each.state == "wrong"]
    assert wrong == ["lockout", "blacklist", "rate_limit"]
    assert worst(points) == "wrong"
    assert all(each.fixes or each.page for each in points if each.state != "ok")


@pytest.mark.parametrize(
    ("value", "state"),
    [(1, "warning"), (2, "warning"), (3, "ok"), (6, "ok"), (7, "warning"), (10, "warning"),
     (11, "wrong"), (100, "wrong")],
)  # fmt: skip
def test_the_number_of_tries(value: int, state: str) -> None:  # req 105, 194
    found = point("retry", values={"SS_ENDPOINTREGISTERRETRY": value})
    assert found.state == state
    assert (found.fixes == (Fix("SS_ENDPOINTREGISTERRETRY", 5),)) is (state != "ok")


@pytest.mark.parametrize(
    ("value", "state"),
    [(60, "wrong"), (179, "wrong"), (180, "warning"), (299, "warning"), (300, "ok"), (3600, "ok")],
)
def test_the_time_of_a_lockout(value: int, state: str) -> None:  # req 193, 197
    assert point("time", values={"SS_ENDPOINTREGISTERSUSPENDTIME": value}).state == state


@pytest.mark.parametrize(
    ("name", "usual"), [("SS_BLACK_LIST_IP_REGISTER_LIMIT", 30), ("SS_BLACK_LIST_IP_EXTENSION", 1)]
)
def test_a_blacklist_whose_rules_are_silent_is_none(name: str, usual: int) -> None:
    quiet = {name: 0}
    found = point("blacklist", values=quiet)
    assert (found.state, found.fixes) == ("warning", (Fix(name, usual),))
    off = point("blacklist", values={**quiet, "SS_BLACK_LIST_IP": 0})
    assert (off.state, len(off.fixes)) == ("wrong", 2)


@pytest.mark.parametrize(
    ("values", "state", "fixes"),
    [
        ({"SS_RATE_LIMIT": 0}, "wrong", 1),
        ({"SS_RATE_LIMIT_REGISTER": 0}, "wrong", 1),
        ({"SS_RATE_LIMIT": 0, "SS_RATE_LIMIT_REGISTER": 0}, "wrong", 2),
        ({"SS_RATE_LIMIT_REGISTER": 60}, "warning", 1),
        ({"SS_RATE_LIMIT_REGISTER": 10}, "ok", 0),
    ],
)
def test_the_rate_of_registrations(values: dict[str, int], state: str, fixes: int) -> None:
    # req 136
    found = point("rate_limit", values=values)
    assert (found.state, len(found.fixes)) == (state, fixes)


def test_the_passwords() -> None:  # req 142
    weak_policy = point("passwords", values={"SERVER_PASSWORD_LENGTH": 8})
    assert (weak_policy.state, weak_policy.fixes) == ("wrong", (Fix("SERVER_PASSWORD_LENGTH", 12),))
    assert (point("passwords", weak=3).code, point("passwords", unjudged=2).code) == (
        "weak", "unjudged",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "changes", "code"),
    [
        ("allowlist", {"trusted": None}, "unknown"),
        ("allowlist", {"trusted": 0}, "empty"),
        ("test", {"last_lockout": None}, "never"),
        ("test", {"last_lockout": NOW - TEST_AGE_S}, "seen"),
        ("test", {"last_lockout": NOW - TEST_AGE_S - 1}, "old"),
        ("documentation", {"documented": None}, "never"),
        ("documentation", {"changed": NOW}, "old"),
        ("documentation", {"changed": None}, "made"),
    ],
)
def test_what_no_parameter_says(key: str, changes: dict[str, Any], code: str) -> None:
    assert point(key, **changes).code == code


@pytest.mark.parametrize(
    ("trusted", "found"), [(3, ("only", "ok")), (0, ("only_empty", "warning"))]
)
def test_serving_trusted_addresses_alone(trusted: int, found: tuple[str, str]) -> None:  # req 140
    point6 = point("allowlist", values={"SS_ALLOW_LIST_ONLY": 1}, trusted=trusted)
    assert (point6.code, point6.state) == found


def test_the_lockout_can_be_proved_at_any_time() -> None:  # req 123
    for seen in (None, NOW, NOW - TEST_AGE_S - 1):
        assert point("test", last_lockout=seen).page == "self_proof"


def test_every_fix_is_a_value_its_parameter_takes() -> None:
    bad = {name: entry.minimum for name, entry in CATALOGUE.items() if entry.kind == "boolean"}
    bad |= {"SS_ENDPOINTREGISTERRETRY": 100, "SS_ENDPOINTREGISTERSUSPENDTIME": 60,
            "SS_RATE_LIMIT_REGISTER": 0, "SERVER_PASSWORD_LENGTH": 1,
            "SERVER_PASSWORD_STRENGTH": 0}  # fmt: skip
    fixes = [fix for each in evaluate(facts(bad)) for fix in each.fixes]
    assert len(fixes) >= 8
    for name, value in fixes:
        assert CATALOGUE[name].minimum <= value <= CATALOGUE[name].maximum
    mended = {**bad, **{fix.name: fix.value for fix in fixes}}
    assert [each for each in evaluate(facts(mended)) if each.fixes] == []
