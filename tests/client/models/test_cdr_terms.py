import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.models.cdr_filter import CdrFilter
from client.models.cdr_terms import NotUnderstoodError, add_terms


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("203.0.113.7", CdrFilter(ips=("203.0.113.7",))),
        ("203.0.113.*", CdrFilter(ips=("203.0.113.*",))),
        ("2001:db8::1", CdrFilter(ips=("2001:db8::1",))),
        ("00441904*", CdrFilter(callees=("00441904*",))),
        ("+8801712659816", CdrFilter(callees=("+8801712659816",))),
        ("caller:100", CdrFilter(callers=("100",))),
        ("callee:0044", CdrFilter(callees=("0044",))),
        ("ip:192.0.2.1", CdrFilter(ips=("192.0.2.1",))),
        ("id:abc@host", CdrFilter(call_ids=("abc@host",))),
        ("-9", CdrFilter(end_reasons=(-9,))),
        ("reason:486", CdrFilter(end_reasons=(486,))),
        ("mode:9", CdrFilter(billing_modes=(9,))),
        ("hold>30", CdrFilter(hold_min=31)),
        ("hold<=60", CdrFilter(hold_max=60)),
        ("hold=0", CdrFilter(hold_min=0, hold_max=0)),
        ("friendly-scanner", CdrFilter(text="friendly-scanner")),
        ("caller:1 caller:2, 203.0.113.7", CdrFilter(callers=("1", "2"), ips=("203.0.113.7",))),
        ("   ", CdrFilter()),
    ],
)
def test_words_are_understood(line: str, expected: CdrFilter) -> None:
    assert add_terms(CdrFilter(), line) == expected


def test_a_pasted_column_of_numbers_is_taken_whole() -> None:
    numbers = [f"0044190{number:06}" for number in range(500)]
    assert add_terms(CdrFilter(), "\n".join(numbers)).callees == tuple(numbers)


@pytest.mark.parametrize("line", ["reason:abc", "mode:", "caller:"])
def test_a_named_field_without_a_usable_value_is_refused(line: str) -> None:
    with pytest.raises(NotUnderstoodError, match=line):
        add_terms(CdrFilter(), line)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_taken_or_refused_by_name(line: str) -> None:
    try:
        result = add_terms(CdrFilter(), line)
    except NotUnderstoodError:
        return
    assert isinstance(result, CdrFilter)
    assert not line.strip(" ,;\t\r\n") or result != CdrFilter() or not line.isprintable()
