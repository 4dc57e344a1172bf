from dataclasses import fields

from engine.api.models.self_proof import ProofItem, ProofStepItem
from engine.api.self_proof import ProofReport, ProofStep


def test_a_report_holds_nothing_that_is_not_shown() -> None:
    for item, value in ((ProofItem, ProofReport), (ProofStepItem, ProofStep)):
        assert set(item.model_fields) == {field.name for field in fields(value)}
