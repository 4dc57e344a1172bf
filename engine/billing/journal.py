"""The format of the journal: one record a line, one kind a segment.

A segment is a file of newline-delimited JSON. While it is written it is called
``{kind}-{uuid7}.open``; sealed, it is ``{kind}-{uuid7}.ndjson`` and belongs to the billing writer.
Because the unique part begins with a time, names sort by age. Any line can be read without its
neighbours, so a damaged one costs one record.

Here are the rules only: encoding, names and the moment to seal. Files are the switch's business.
"""

import re
from typing import Final, Literal, NamedTuple

import msgspec

from engine.billing.records import AggregateRecord, BlockRecord, CdrRecord, Record, SuspensionRecord

Kind = Literal["cdr", "agg", "sus", "blk"]

KINDS: Final[dict[Kind, type[Record]]] = {
    "cdr": CdrRecord,
    "agg": AggregateRecord,
    "sus": SuspensionRecord,
    "blk": BlockRecord,
}

OPEN: Final = ".open"
SEALED: Final = ".ndjson"

SEAL_AFTER: Final = 1.0
"""Seconds a segment with records stays open: a record is in the portal within two (design 6)."""

SEAL_RECORDS: Final = 10_000
"""Records after which a segment is sealed at once: 5 MB, 30 ms of ingest."""

_NAME: Final = re.compile(r"(cdr|agg|sus|blk)-([0-9a-f-]{36})\.(open|ndjson)")
_encode: Final = msgspec.json.Encoder().encode
_DECODERS: Final = {kind: msgspec.json.Decoder(struct) for kind, struct in KINDS.items()}
_KIND_OF: Final[dict[type, Kind]] = {struct: kind for kind, struct in KINDS.items()}


class SegmentName(NamedTuple):
    """What the name of a segment says."""

    kind: Kind
    unique: str
    sealed: bool


def encode(record: Record) -> bytes:
    """``record`` as one line, line end included. Times and counts stay integers."""
    return _encode(record) + b"\n"


def decode(kind: Kind, line: bytes) -> Record:
    """The record of ``line``, which may or may not have its line end.

    Raises:
        ValueError: the line is damaged, or not of this kind; says where.
    """
    return _DECODERS[kind].decode(line)


def kind_of(record: Record) -> Kind:
    """The kind of segment that takes ``record``."""
    return _KIND_OF[type(record)]


def segment_name(kind: Kind, unique: str, sealed: bool = False) -> str:
    """The file name of a segment; ``unique`` is a UUIDv7 in its usual form."""
    return f"{kind}-{unique}{SEALED if sealed else OPEN}"


def parse_segment_name(name: str) -> SegmentName | None:
    """What ``name`` says, None when it is no segment's."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    kind = next(known for known in KINDS if known == match[1])
    return SegmentName(kind, match[2], match[3] == "ndjson")


def seal_due(records: int, opened_at: float, now: float) -> bool:
    """Whether a segment of ``records`` lines opened at ``opened_at`` is to be sealed."""
    return records >= SEAL_RECORDS or (records > 0 and now - opened_at >= SEAL_AFTER)
