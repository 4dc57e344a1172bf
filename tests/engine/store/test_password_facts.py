"""What is known of passwords: the score and the moment, found by what is wrong with them."""

from collections.abc import Iterator

import pytest

from engine.store.config_store import ConfigStore
from tests.helpers.stores import BY, Wall, config_store, endpoint


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConfigStore]:
    wall = Wall()
    config = config_store(tmp_path_factory.mktemp("facts"), wall)
    scores = {"1001": 4, "1002": 1, "1003": None, "1004": 2, "1005": 3}
    new = [endpoint(name, password_score=score) for name, score in scores.items()]
    config.endpoints.create_many(new, **BY)
    config.operators.add("maria", "x", "operator", **BY, score=2)
    wall.now += 60
    for name, score in (("1002", 0), ("1005", 4)):
        config.endpoints.update(name, ha1=("a1" * 16, "b2" * 32), password_score=score, **BY)
    config.endpoints.update("1004", display_name="Front desk", **BY)
    yield config
    config.close()


@pytest.mark.parametrize(
    ("findings", "names"),
    [
        ((), ["1001", "1002", "1003", "1004", "1005"]),
        (("weak",), ["1002", "1004"]),
        (("unknown",), ["1003"]),
        (("unchanged",), ["1001", "1003", "1004"]),
        (("weak", "unknown"), ["1002", "1003", "1004"]),
    ],
)
def test_each_finding_finds_its_passwords(
    store: ConfigStore, findings: tuple[str, ...], names: list[str]
) -> None:
    found = store.passwords.page("endpoint", findings=findings)  # type: ignore[arg-type]
    assert [fact.name for fact in found] == names


def test_a_new_password_brings_its_own_score(store: ConfigStore) -> None:
    fact = store.passwords.page("endpoint", q="1002")[0]
    assert (fact.score, fact.unchanged, fact.changed_at - fact.created_at) == (0, False, 60)
    assert store.endpoints.get("1005").password_score == 4


def test_pages_go_by_name(store: ConfigStore) -> None:
    found = store.passwords.page("endpoint", after="1002", limit=2)
    assert [fact.name for fact in found] == ["1003", "1004"]
    assert store.passwords.page("endpoint", q="desk")[0].display_name == "Front desk"


def test_operators_have_theirs(store: ConfigStore) -> None:
    (fact,) = store.passwords.page("operator")
    assert (fact.name, fact.score, fact.unchanged) == ("maria", 2, True)
    assert store.passwords.counts("operator") == {
        "total": 1, "weak": 1, "unknown": 0, "unchanged": 1
    }  # fmt: skip


def test_the_counts_are_those_of_the_findings(store: ConfigStore) -> None:
    counts = store.passwords.counts("endpoint")
    assert counts == {"total": 5, "weak": 2, "unknown": 1, "unchanged": 3}
