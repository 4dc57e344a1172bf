import pytest
from pydantic import ValidationError

from engine.api.models.audit import AuditQuery, ChainQuery


def test_the_audit_is_asked_with_the_words_of_the_interface() -> None:
    query = AuditQuery.model_validate({"from": "2026-11-23T13:20:00Z", "actor": "maria"})
    assert query.from_ is not None
    assert query.to is None
    assert (query.q, query.limit) == ("", 100)
    with pytest.raises(ValidationError):
        AuditQuery.model_validate({"from_": "2026-11-23T13:20:00Z"})


def test_a_noted_head_is_a_number_and_a_chain() -> None:
    assert ChainQuery(head="12:" + "a" * 64).head.startswith("12:")
    with pytest.raises(ValidationError):
        ChainQuery(head="12")
