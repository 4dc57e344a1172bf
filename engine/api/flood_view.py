"""The flood guard as the interface shows it."""

from engine.api.flood import FloodPicture, Proof, RecordingOff
from engine.api.models.flood import FloodItem, ProofItem, RecordingOffItem
from engine.api.wire import stamp, stamp_or_none


def flood_item(picture: FloodPicture) -> FloodItem:
    """The guard; ``model_dump()`` of it is what the event ``flood`` carries."""
    return FloodItem(
        enabled=picture.enabled,
        state=picture.state,
        since=stamp(picture.since),
        rate=None if picture.rate is None else round(picture.rate, 1),
        level=picture.level,
        level_s=picture.level_s,
        return_level=picture.return_level,
        return_s=picture.return_s,
        off=_off(picture.off) if picture.off else None,
        proof=_proof(picture.proof) if picture.proof else None,
    )


def _off(off: RecordingOff) -> RecordingOffItem:
    return RecordingOffItem(
        since=stamp(off.since),
        by=off.by,
        by_guard=off.by_guard,
        not_recorded=off.not_recorded,
        until=stamp_or_none(off.until),
    )


def _proof(proof: Proof) -> ProofItem:
    return ProofItem(at=stamp(proof.at), ok=proof.ok, detail=proof.detail)
