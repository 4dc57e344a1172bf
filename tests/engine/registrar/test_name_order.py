from hypothesis import given
from hypothesis import strategies as st

from engine.registrar.name_order import NameOrder

NAMES = st.lists(st.text("abc1", max_size=3), max_size=30)


@given(NAMES, st.text("abc1", max_size=3))
def test_names_come_in_order_and_once(names: list[str], after: str) -> None:
    order = NameOrder()
    for name in names:
        order.add(name)
    assert list(order.after(after)) == sorted({name for name in names if name > after})


def test_rebuilding_forgets_what_was_there() -> None:
    order = NameOrder()
    order.add("b")
    order.rebuild(["c", "a"])
    assert list(order.after("")) == ["a", "c"]
    assert len(order) == 2
