import pytest

from engine.registrar.extension import MAX_EXTENSION, extension_of
from engine.sip.uri import Uri


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("sip:1001@example.com", "1001"),
        ("sips:1001@10.0.0.1:5061;transport=tcp", "1001"),
        ("sip:%31001@example.com", "1001"),
        ("sip:a%20b@example.com", "a b"),
        ("sip:a%0d%0aX@example.com", "a%0d%0aX"),
        ("sip:a%00@example.com", "a%00"),
        ("tel:+442071234567", "+442071234567"),
        ("sip:example.com", ""),
    ],
)
def test_the_name_is_the_user_part_and_always_printable(uri: str, name: str) -> None:
    assert extension_of(Uri.parse(uri)) == name


def test_a_name_at_the_limit_is_kept_and_a_longer_one_marked() -> None:
    longest = "1" * MAX_EXTENSION
    assert extension_of(Uri.parse(f"sip:{longest}@x")) == longest
    cut = extension_of(Uri.parse(f"sip:{longest}1@x"))
    assert len(cut) == MAX_EXTENSION
    assert cut == "1" * (MAX_EXTENSION - 1) + "…"
