"""The parameters of the kernel."""

from __future__ import annotations

from engine.parameters.catalogue import CATALOGUE, Group
from engine.parameters.kernel import KERNEL


def test_nothing_touches_the_kernel_until_somebody_asks_for_it() -> None:
    assert {CATALOGUE[parameter.name] for parameter in KERNEL} == set(KERNEL)
    assert {parameter.default for parameter in KERNEL} == {0}
    assert {parameter.group for parameter in KERNEL} == {Group.SECURITY}
