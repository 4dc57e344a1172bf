import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.models.cdr_filter import CdrFilter
from client.models.cdr_terms import (
    NotUnderstoodError,
    TooManyError,
    UnknownFieldError,
    add_terms,
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("203.0.113.7", CdrFilter(ips=("203.0.113.7",))),
        ("203.0.113.*", CdrFilter(ips=("203.0.113.*",))),
        ("2001:db8::1", CdrFilter(ips=("2001:db8::1",))),
        ("00441904*", CdrFilter(numbers=("00441904*",))),
        ("+8801712659816", CdrFilter(numbers=("+8801712659816",))),
        ("caller:100", CdrFilter(callers=("100",))),
        ("callee:0044", CdrFilter(callees=("0044",))),
        ("ip:192.0.2.1", CdrFilter(ips=("192.0.2.1",))),
        ("id:abc@host", CdrFilter(call_ids=("abc@host",))),
        ("8801*", CdrFilter(numbers=("8801*",))),
        ("*4711", CdrFilter(numbers=("*4711",))),
        ("*77*", CdrFilter(numbers=("*77*",))),
        ("!1001", CdrFilter(numbers=("!1001",))),
        ("!10.0.0.0/8", CdrFilter(ips=("!10.0.0.0/8",))),
        ("203.0.113.9/24", CdrFilter(ips=("203.0.113.0/24",))),
        ("2001:DB8::/48", CdrFilter(ips=("2001:db8::/48",))),
        ("486", CdrFilter(end_reasons=(486,))),
        ("!486 !-9", CdrFilter(not_end_reasons=(486, -9))),
        ("!reason:-9", CdrFilter(not_end_reasons=(-9,))),
        ("number:486", CdrFilter(numbers=("486",))),
        ("account:1001", CdrFilter(accounts=("1001",))),
        ("gateway:carrier-a", CdrFilter(gateways=("carrier-a",))),
        ("mapping:a routing:b*", CdrFilter(caller_gateways=("a",), callee_gateways=("b*",))),
        ("source:10.0.0.1", CdrFilter(caller_ips=("10.0.0.1",))),
        ("!destination:10.0.0.1", CdrFilter(callee_ips=("!10.0.0.1",))),
        ("caller:!100", CdrFilter(callers=("!100",))),
        ("!caller:!100", CdrFilter(callers=("100",))),
        (r"callee:\*98", CdrFilter(callees=(r"\*98",))),
        ("status:503 class:server", CdrFilter(sip_statuses=(503,), reason_classes=("server",))),
        ("ended:callee", CdrFilter(end_directions=(1,))),
        ("device:sipvicious*", CdrFilter(user_agents=("sipvicious*",))),
        ("is:zero", CdrFilter(zero_duration=True)),
        ("!is:connected", CdrFilter(connected=False)),
        ("is:illegal", CdrFilter(illegal=True)),
        ("-9", CdrFilter(end_reasons=(-9,))),
        ("reason:486", CdrFilter(end_reasons=(486,))),
        ("mode:9", CdrFilter(billing_modes=(9,))),
        ("hold>30", CdrFilter(hold_min=31)),
        ("hold<=60", CdrFilter(hold_max=60)),
        ("hold=0", CdrFilter(hold_min=0, hold_max=0)),
        ("friendly-scanner", CdrFilter(text="friendly-scanner")),
        ('device:"Zoiper 5.6" 8801*', CdrFilter(user_agents=("Zoiper 5.6",), numbers=("8801*",))),
        ('!device:"Yealink SIP*"', CdrFilter(user_agents=("!Yealink SIP*",))),
        ('device:""', CdrFilter(user_agents=('""',))),
        ('mapping:"" !account:""', CdrFilter(caller_gateways=('""',), accounts=('!""',))),
        ('destination:"" caller:!""', CdrFilter(callee_ips=('""',), callers=('!""',))),
        (r'caller:\""', CdrFilter(callers=(r'\""',))),
        ('"486"', CdrFilter(text="486")),
        ('"Zoiper 5.6"', CdrFilter(text="Zoiper 5.6")),
        ('5"6', CdrFilter(text='5"6')),
        ("friendly*", CdrFilter(text="friendly")),
        ('"a*b"', CdrFilter(text="a*b")),
        ("192.0.2.0/255.255.255.0", CdrFilter(ips=("192.0.2.0/24",))),
        ("203.0.113.7:5060", CdrFilter(ips=("203.0.113.7",))),
        ("![2001:DB8::1]:5061 [::1]", CdrFilter(ips=("!2001:db8::1", "::1"))),
        ("caller:1 caller:2, 203.0.113.7", CdrFilter(callers=("1", "2"), ips=("203.0.113.7",))),
        ("   ", CdrFilter()),
    ],
)
def test_words_are_understood(line: str, expected: CdrFilter) -> None:
    assert add_terms(CdrFilter(), line) == expected


def test_a_pasted_column_of_numbers_is_taken_whole() -> None:
    numbers = [f"0044190{number:06}" for number in range(500)]
    assert add_terms(CdrFilter(), "\n".join(numbers)).numbers == tuple(numbers)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1001 486 1002 305", CdrFilter(numbers=("1001", "486", "1002", "305"))),
        ("486\n480\r\n1001\n", CdrFilter(numbers=("486", "480", "1001"))),
        ("300,699;700", CdrFilter(numbers=("300", "699", "700"))),
        ("10 486 7", CdrFilter(numbers=("10", "486", "7"))),
        (
            "1001 486 1002 -9 reason:503 !404 10.0.0.1",
            CdrFilter(
                numbers=("1001", "486", "1002"), end_reasons=(-9, 503), not_end_reasons=(404,),
                ips=("10.0.0.1",),
            ),
        ),
        ("480 486 503", CdrFilter(end_reasons=(480, 486, 503))),
        ("480\n486\n503\n603", CdrFilter(end_reasons=(480, 486, 503, 603))),
        ("1001 486", CdrFilter(numbers=("1001",), end_reasons=(486,))),
        ("486 480 8801*", CdrFilter(numbers=("8801*",), end_reasons=(486, 480))),
        ('486 480 "1001"', CdrFilter(text="1001", end_reasons=(486, 480))),
        ("486 480 caller:1001", CdrFilter(callers=("1001",), end_reasons=(486, 480))),
    ],
)  # fmt: skip
def test_three_bare_numbers_are_a_list_unless_all_can_be_end_reasons(
    line: str, expected: CdrFilter
) -> None:
    assert add_terms(CdrFilter(), line) == expected


def test_a_listed_number_is_no_longer_than_the_engine_takes() -> None:
    longest = "1" * 128
    assert add_terms(CdrFilter(), f"1 2 {longest}").numbers == ("1", "2", longest)
    with pytest.raises(NotUnderstoodError):
        add_terms(CdrFilter(), f"1 2 3 {longest}1")


@pytest.mark.parametrize("line", [
        "reason:abc", "mode:", "caller:", "caller:1*2", "class:other", "!ended:caller", "is:x",
        "ip:10.0.0.300", "10.0.0.0/40", "!status:503", "caller:" + "1" * 128,
        "!friendly-scanner", "!", "88*17", "*", "203.0.113.300", "x" * 101,
    ],
)  # fmt: skip
def test_a_named_field_without_a_usable_value_is_refused(line: str) -> None:
    with pytest.raises(NotUnderstoodError, match=re.escape(line.replace('"', ""))):
        add_terms(CdrFilter(), line)


@pytest.mark.parametrize("line", ['reason:""', 'ended:""', 'is:""', '""', '!""', '8801* ""'])
def test_what_is_never_empty_is_not_asked_to_be(line: str) -> None:
    with pytest.raises(NotUnderstoodError):
        add_terms(CdrFilter(), line)


def test_no_more_values_are_taken_than_the_engine_takes() -> None:
    numbers = [f"0044190{number:06}" for number in range(1001)]
    assert len(add_terms(CdrFilter(), " ".join(numbers[:1000])).numbers) == 1000
    with pytest.raises(TooManyError):
        add_terms(CdrFilter(), " ".join(numbers))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_taken_or_refused_by_name(line: str) -> None:
    try:
        result = add_terms(CdrFilter(), line)
    except NotUnderstoodError:
        return
    assert isinstance(result, CdrFilter)
    assert not line.strip(" ,;\t\r\n") or result != CdrFilter() or not line.isprintable()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"1001","1002","486"', CdrFilter(numbers=("1001", "1002", "486"))),
        ('"1001" "1002"', CdrFilter(text="1001 1002")),
        ("1001，1002、486；305", CdrFilter(numbers=("1001", "1002", "486", "305"))),
        ("account：1001", CdrFilter(accounts=("1001",))),
        ("！8801＊", CdrFilter(numbers=("!8801*",))),
        ("hold > 30", CdrFilter(hold_min=31)),
        ("Hold ＜= 30 -9", CdrFilter(hold_max=30, end_reasons=(-9,))),
        ('"hold > 30"', CdrFilter(text="hold > 30")),
        ('device:"a，b"', CdrFilter(user_agents=("a，b",))),
        ("sip:1001@example.org", CdrFilter(text="sip:1001@example.org")),
        ("ab:cd:ef:01:02:03", CdrFilter(text="ab:cd:ef:01:02:03")),
        ('"acount:1001"', CdrFilter(text="acount:1001")),
    ],
)
def test_what_other_keyboards_and_programs_write_is_understood(
    line: str, expected: CdrFilter
) -> None:
    assert add_terms(CdrFilter(), line) == expected


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ("acount:1001", "account"),
        ("!calee:1*", "callee"),
        ("src:1.2.3.4", "source"),
        ("zzz:1", ""),
        ("ise:zero", "is"),
    ],
)
def test_a_field_that_there_is_not_is_no_text_to_look_for(line: str, nearest: str) -> None:
    with pytest.raises(UnknownFieldError) as refused:
        add_terms(CdrFilter(), line)
    assert (str(refused.value), refused.value.nearest) == (line, nearest)
