import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.api.endpoint_csv import MAX_LINES, Fault, Line, parse
from engine.errors import Invalid
from engine.parameters.passwords import Verdict


def accept(_password: str, _extension: str, _name: str) -> Verdict:
    return Verdict([], 0)


def test_lines_with_and_without_header_and_name() -> None:
    plain = parse(b"1001,pw\r\n1002,pw2,Anna\r\n", accept)
    assert plain.lines == [Line(1, "1001", "pw", ""), Line(2, "1002", "pw2", "Anna")]
    headed = parse("\ufeffExtension,password,display_name\n1001,pw,前台".encode(), accept)
    assert headed.lines == [Line(2, "1001", "pw", "前台")]
    assert headed.faults == []


def test_quotes_commas_and_blank_lines() -> None:
    parsed = parse(b'1001,"a,b""c","Smith, Anna"\n\n1002,"x"\n', accept)
    assert parsed.lines[0] == Line(1, "1001", 'a,b"c', "Smith, Anna")
    assert parsed.lines[1].number == 3


def test_every_bad_line_is_named_and_good_ones_stay() -> None:
    content = b"1001\n1002,pw\na b,pw\n1002,pw\n1003,pw,x,y\n.5,pw\n1004,pw,bad\x01name\n"
    parsed = parse(content, accept)
    assert [line.extension for line in parsed.lines] == ["1002"]
    assert [fault.line for fault in parsed.faults] == [1, 3, 4, 5, 6, 7]
    assert "in line 2 already" in parsed.faults[2].detail


def test_the_password_is_judged_and_not_repeated() -> None:
    def refuse(password: str, extension: str, name: str) -> Verdict:
        assert name == f"Desk {extension}"
        return Verdict([] if password == "good" else ["The password is weak.", "Very."], 3)

    parsed = parse(b"1001,good,Desk 1001\n1002,terrible,Desk 1002\n", refuse)
    assert parsed.lines == [Line(1, "1001", "good", "Desk 1001", 3)]
    assert parsed.faults == [Fault(2, "The password is weak. Very.")]


def test_a_broken_quote_ends_the_file_with_a_fault() -> None:
    parsed = parse(b'1001,pw\n1002,"pw\n1003,pw\n', accept)
    assert len(parsed.lines) == 1
    assert parsed.faults[0].line == 2


def test_a_file_that_is_no_text_is_refused_with_the_line() -> None:
    with pytest.raises(Invalid, match="line 2"):
        parse(b"1001,pw\n1002,\xff\xfe\n", accept)


def test_too_many_lines_are_refused() -> None:
    content = "".join(f"{number},p\n" for number in range(MAX_LINES + 1)).encode()
    with pytest.raises(Invalid, match="split it"):
        parse(content, accept)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_end_in_lines_or_faults(content: bytes) -> None:
    try:
        parsed = parse(content, accept)
    except Invalid:
        return
    assert len({line.extension for line in parsed.lines}) == len(parsed.lines)


@given(st.lists(st.tuples(st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), st.text(max_size=8))))
@settings(deadline=None)
def test_line_numbers_are_those_of_an_editor(rows: list[tuple[str, str]]) -> None:
    content = "".join(f'{name},"{index}"\n' for index, (name, _) in enumerate(rows)).encode()
    parsed = parse(content, accept)
    for line in parsed.lines:
        assert line.password == str(line.number - 1)
