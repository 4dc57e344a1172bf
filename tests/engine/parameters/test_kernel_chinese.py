"""The Chinese texts are complete."""

from __future__ import annotations

from engine.parameters.kernel import KERNEL
from engine.parameters.kernel_chinese import KERNEL_CHINESE


def test_every_parameter_has_its_texts() -> None:
    assert {each.name for each in KERNEL} == set(KERNEL_CHINESE)
    for each in KERNEL:
        assert len(KERNEL_CHINESE[each.name][1]) == len(each.recommended)
