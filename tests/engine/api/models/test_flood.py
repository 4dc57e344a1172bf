from dataclasses import fields

from engine.api.flood import FloodPicture, Proof, RecordingOff
from engine.api.models.flood import FloodItem, ProofItem, RecordingOffItem


def test_every_field_is_shown() -> None:
    for item, value in (
        (FloodItem, FloodPicture),
        (RecordingOffItem, RecordingOff),
        (ProofItem, Proof),
    ):
        assert set(item.model_fields) == {field.name for field in fields(value)}
