"""What a self-proof says, line by line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from client.api.proving_values import Proof
from client.formats import Formats

MARKS = {"sent": "→", "received": "←", "done": "·", "failed": "✗"}


def lines(proof: Proof, formats: Formats) -> list[str]:
    """Each message with its time and direction, and what was done in between."""
    return [
        f"{formats.time(step.at, ms=True)}  {MARKS.get(step.kind, ' ')}  {step.text}"
        for step in proof.steps
    ]


def verdict(proof: Proof, formats: Formats) -> str:
    """How it went, in one sentence."""
    if proof.ok:
        words = _tr(
            "The lockout works: %Ln wrong password(s) were answered by 403, the right one was "
            "refused, and after clearing it registered. The endpoint {extension} is gone.",
            proof.retry,
        )
        return words.format(extension=proof.extension)
    words = _tr("Not proved at {moment}: {problem}")
    return words.format(moment=formats.time(proof.ended_at), problem=proof.problem)


def title(proof: Proof, formats: Formats) -> str:
    """One report in a list of them."""
    words = _tr("{moment}, by {who}: passed") if proof.ok else _tr("{moment}, by {who}: failed")
    return words.format(moment=formats.date_time(proof.began_at), who=proof.by)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("ProofText", text, "", count)
