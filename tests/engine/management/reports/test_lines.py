import pytest

from engine.management.reports.lines import broken


def width(text: str) -> float:
    return sum(1.0 if char.isascii() else 2.0 for char in text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two three", ["one two", "three"]),
        ("exactly8", ["exactly8"]),
        ("abcdefghijkl mn", ["abcdefgh", "ijkl mn"]),
        ("未授权呼叫记录", ["未授权呼", "叫记录"]),
        ("未授权呼，叫", ["未授权呼，", "叫"]),
        ("共 12345 次呼叫", ["共 12345", "次呼叫"]),
        ("a  b", ["a  b"]),
    ],
)
def test_lines_are_no_wider_than_their_room(text: str, lines: list[str]) -> None:
    assert broken(text, 8, width) == lines


def test_nothing_is_lost_but_spaces_at_a_break() -> None:
    text = "共拒绝并记录了 21 次未授权呼叫，首次为 2023-11-13 23:13:20，末次为 x。" * 3
    found = broken(text, 20, width)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= 22 for line in found)
