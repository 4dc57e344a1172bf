from client.api.attack_picture_values import AttackPicture
from client.api.decoding import decode
from tests.helpers.fake_security import picture


def test_a_picture_has_figures_and_patterns() -> None:
    found = decode(AttackPicture, picture(24))
    assert (found.hours, found.figures[0].failures) == (24, 120)
    assert found.patterns[0].sources == ("203.0.113.9",)
