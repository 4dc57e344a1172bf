"""Trials of proposed limits, and proofs that the lockout works, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """One endpoint, address or gateway that proposed limits would hit, or that really was hit."""

    kind: str
    name: str
    verdict: str
    known: bool = True
    customer: bool = False
    rule: str = ""
    times: int = 0
    first_at: datetime | None = None
    did_times: int = 0
    earlier_s: int = 0
    attempts: int = 0
    stopped: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a trial came to; the counts are whole, ``hits`` are the first of them."""

    began_at: datetime
    until: datetime
    complete: bool = True
    attempts: int = 0
    stopped: int = 0
    missed: int = 0
    endpoints: int = 0
    addresses: int = 0
    gateways: int = 0
    customers: int = 0
    did: int = 0
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofStep:
    """A message, something that was done, or something that is wrong."""

    at: datetime
    kind: str
    text: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """One run of the self-proof."""

    id: str
    by: str
    began_at: datetime
    ended_at: datetime
    ok: bool
    problem: str = ""
    extension: str = ""
    retry: int = 0
    steps: tuple[ProofStep, ...] = ()
