"""The parameters of serving listed addresses alone."""

from __future__ import annotations

from engine.parameters.allowing import ALLOWING, HTTP_ONLY, SIP_ONLY
from engine.parameters.catalogue import CATALOGUE


def test_everybody_is_served_until_somebody_decides_otherwise() -> None:
    assert [each.name for each in ALLOWING] == [SIP_ONLY, HTTP_ONLY]
    assert {CATALOGUE[parameter.name] for parameter in ALLOWING} == set(ALLOWING)
    assert {parameter.default for parameter in ALLOWING} == {0}
