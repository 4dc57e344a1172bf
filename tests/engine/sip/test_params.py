import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.errors import PeerError
from engine.sip.params import NO_PARAMS, format_params, parse_params, parse_uri_params
from tests.helpers.sip_values import params, uri_params


@given(params)
def test_parameters_come_back_as_they_were_written(values: dict[str, str | None]) -> None:
    assert parse_params("X", format_params(values)) == values


@given(uri_params)
def test_uri_parameters_come_back_as_they_were_written(values: dict[str, str | None]) -> None:
    assert parse_uri_params("X", format_params(values)) == values


def test_none_at_all_is_one_shared_empty_mapping() -> None:
    assert parse_params("X", "") is NO_PARAMS
    assert parse_uri_params("X", "") is NO_PARAMS


def test_white_space_and_quotes() -> None:
    text = ' ; Tag = 1 ;+sip.instance="<urn:uuid:1;2>" ; lr'
    expected = {"tag": "1", "+sip.instance": '"<urn:uuid:1;2>"', "lr": None}
    assert parse_params("X", text) == expected


@pytest.mark.parametrize(
    "text", [";", ";;a", ";a=", ";=b", "a", ";a b", ';a="', ";a=<b>", ";a=b,c", ";a;A", ";a=1;a=2"]
)
def test_what_is_no_parameter_list_is_refused(text: str) -> None:
    with pytest.raises(PeerError):
        parse_params("X", text)


@pytest.mark.parametrize("text", [";", ";a=", "; a", ";a=%4", ';a="b"', ";a=1;A=2"])
def test_what_is_no_uri_parameter_list_is_refused(text: str) -> None:
    with pytest.raises(PeerError):
        parse_uri_params("X", text)


@given(st.text(st.sampled_from(';="aA \\<,%4'), max_size=30))
def test_any_text_is_parameters_or_refused(text: str) -> None:
    for parse in (parse_params, parse_uri_params):
        try:
            found = parse("X", text)
        except PeerError:
            continue
        assert parse("X", format_params(found)) == found
