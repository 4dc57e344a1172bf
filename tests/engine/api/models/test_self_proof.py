import pytest
from pydantic import ValidationError

from engine.api.models.self_proof import ProofPage, ProofStepItem


def test_a_step_is_of_a_known_kind() -> None:
    with pytest.raises(ValidationError):
        ProofStepItem(at="2026-11-23T12:00:00.000Z", kind="guessed", text="", message="")  # type: ignore[arg-type]
    assert ProofPage(items=[]).model_dump() == {"items": [], "next_cursor": None}
