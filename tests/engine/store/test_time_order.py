from engine.store.time_order import NEWEST, OLDEST, Key, Span


def test_an_order_splits_and_cuts_a_range_from_its_first_end() -> None:
    whole, key = Span(0, 100), Key(40, 1)
    assert NEWEST.split(whole, 30) == (Span(70, 100), Span(0, 70))
    assert OLDEST.split(whole, 300) == (whole, Span(100, 100))
    assert NEWEST.rest(whole, key) == Span(0, 41)
    assert OLDEST.rest(whole, key) == Span(40, 100)
    assert OLDEST.rest(whole, None) is whole
    assert list(NEWEST.behind(None)) == []


def test_half_open_ranges_touch_where_a_time_is_in_both() -> None:
    span = Span(10, 20)
    assert [span.touches(Span(low, low + 5)) for low in (4, 5, 6, 15, 19, 20)] == [
        *(False, False, True, True, True, False),
    ]
