"""The Chinese texts are complete."""

from __future__ import annotations

from engine.parameters.allowing import ALLOWING
from engine.parameters.allowing_chinese import ALLOWING_CHINESE


def test_every_parameter_has_its_texts() -> None:
    assert {each.name for each in ALLOWING} == set(ALLOWING_CHINESE)
    for each in ALLOWING:
        assert len(ALLOWING_CHINESE[each.name][1]) == len(each.recommended)
