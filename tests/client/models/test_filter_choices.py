from typing import Any

from client.api.cdr_values import Vocabulary
from client.api.view_values import SavedView
from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_vocabulary import CdrWords
from client.models.filter_choices import conditions_text, filter_choices

WORDS = CdrWords(Vocabulary(), "en")
VIEW = SavedView("v1", "me", "Long ones", False, "week", {"hold_min": 60}, ("start", "hold"))


def keys(page: dict[str, Any], kept: dict[str, Any] | None = None) -> list[str]:
    return [choice.key for choice in filter_choices(page, [VIEW], kept)]


def test_filters_come_from_the_page_and_from_views() -> None:
    page = CdrFilter(range=Range.TODAY, callers=("1001",)).remembered()
    found = {choice.key: choice for choice in filter_choices(page, [VIEW])}
    assert list(found) == ["all", "illegal", "page", "v1"]
    assert found["all"].conditions() == {}
    assert found["illegal"].conditions() == {"billing_mode": [9]}
    assert found["page"].conditions() == {"caller": ["1001"]}
    assert found["v1"].conditions() == {"hold_min": 60}
    assert found["v1"].shown.columns == ("start", "hold")
    assert [choice.key for choice in found.values() if choice.ranged] == ["page"]


def test_what_is_kept_comes_first_if_it_is_none_of_the_usual_ones() -> None:
    assert keys({}, {"q": "scan"}) == ["kept", "all", "illegal", "v1"]
    assert keys({}, {"billing_mode": [9]}) == ["all", "illegal", "v1"]
    assert keys({}, {}) == ["all", "illegal", "v1"]


def test_conditions_are_said_in_the_words_of_the_chips() -> None:
    assert conditions_text({}, WORDS) == "All call records"
    text = conditions_text({"billing_mode": [9], "caller": ["1001"], "from": "x"}, WORDS)
    assert text == "9 · Caller 1001"
