import pytest

from engine.parameters.catalogue import CATALOGUE
from engine.parameters.chinese import CHINESE, UNITS


def test_every_parameter_and_no_other_is_described() -> None:
    assert set(CHINESE) == set(CATALOGUE)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_sentence_has_its_counterpart(name: str) -> None:
    entry, words = CATALOGUE[name], CHINESE[name]
    assert len(words.recommended) == len(entry.recommended)
    assert entry.unit in UNITS
    for text in (words.description, *words.recommended):
        assert any("一" <= letter <= "鿿" for letter in text)
        assert text.endswith("。")
