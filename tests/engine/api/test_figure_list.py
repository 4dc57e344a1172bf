import pytest

from engine.api.alarm_evaluation import Figure
from engine.api.figure_list import MAX_VALUES, NEAREST, figure_items, require_figure
from engine.errors import Invalid

UP = "switchwarden_module_up"
LIVE = [Figure(UP, {"module": "switch"}, 1.0), Figure("switchwarden_new", {"x": "y"}, 2.0)]


@pytest.mark.parametrize(
    "selector", [UP, f'{UP}{{module="other"}}', 'switchwarden_new{x="z"}', "switchwarden_bindings"]
)
def test_a_figure_that_is_there_or_may_be_is_accepted(selector: str) -> None:
    require_figure(selector, LIVE)
    assert LIVE


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        ("module_up", UP),
        ("switchwarden_tcp_conections", "switchwarden_tcp_connections"),
        ('switchwarden_bindings{x="1"}', "it has none"),
        (f'{UP}{{name="switch"}}', "it has module"),
    ],
)
def test_one_that_is_not_is_refused_in_words_that_help(selector: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        require_figure(selector, LIVE)
    assert said in refused.value.detail
    assert refused.value.detail.count("switchwarden_") <= NEAREST


def test_the_values_of_a_label_are_bounded() -> None:
    for count, offered in ((MAX_VALUES, MAX_VALUES), (MAX_VALUES + 1, MAX_VALUES)):
        live = [Figure(UP, {"module": str(number)}, 1.0) for number in range(count)]
        (item,) = [each for each in figure_items(live) if each.figure == UP]
        assert len(item.labels[0].values) == offered
        assert item.value == count
