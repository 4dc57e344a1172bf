"""Requests about the blacklist are strict."""

import pytest
from pydantic import ValidationError

from engine.api.models.blacklist import NewBlock, RuleName, UnblockQuery
from engine.defence.number_rules import NumberRule
from engine.defence.rules import Rule


def test_every_rule_has_its_name_in_the_description() -> None:
    assert set(RuleName.__args__) == {rule.value for rule in (*Rule, *NumberRule)}  # type: ignore[attr-defined]


def test_an_end_has_to_be_said_even_if_there_is_none() -> None:
    assert NewBlock(kind="ip", value="192.0.2.1", until=None).force is False
    with pytest.raises(ValidationError):
        NewBlock.model_validate({"kind": "ip", "value": "192.0.2.1"})
    with pytest.raises(ValidationError):
        NewBlock.model_validate({"kind": "prefix", "value": "1001", "until": None})


def test_trust_is_a_number_of_seconds() -> None:
    assert UnblockQuery.model_validate({"trust_s": "60"}).trust_s == 60
    with pytest.raises(ValidationError):
        UnblockQuery.model_validate({"trust_s": -1})
