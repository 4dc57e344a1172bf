"""Tables of the record store and the statement that fills each from a journal segment.

One table a kind of segment. The columns of a table are the fields of the journal's struct with
their DuckDB types, written once, here: they make the table, tell ``read_json`` what to expect and
name what is inserted. There are no indexes: rows arrive in order of time, so DuckDB's per-block
minima and maxima find a time range, and inserting stays a matter of appending.

``ingested_segment`` remembers what was taken in. The unique part of a segment's name begins with a
time, so looking one up touches one block as well. ``cdr_block``, ``cdr_gram`` and ``cdr_digits``
with ``_new`` are an index of texts, see :mod:`engine.store.cdr_grams`, ``cdr_file_block`` and
``cdr_file_gram`` with ``_new`` one of the archive's, see :mod:`engine.store.cdr_file_grams`;
``cdr_archive`` names the files of the archive and ``cdr_doomed`` those that may go, see
:mod:`engine.store.archive_files`.
``cdr_hold``, ``cdr_seal`` and ``cdr_retention`` are about keeping and removing, see the modules
named after them.
"""

from typing import Final, NamedTuple

from engine.billing.journal import Kind


class TableSpec(NamedTuple):
    """One table.

    Attributes:
        name: Of the table.
        columns: Name and DuckDB type, in order.
        nullable: Columns that may be NULL.
        plain: Columns kept uncompressed: texts that hardly repeat and are searched. Unpacking them
            took four times as long as looking at them, and packing them a tenth of ingest.
        times: Columns of epoch milliseconds; one outside of 1970 to 2199 is a damaged line, and
            would break every export and every page that it is in.
    """

    name: str
    columns: dict[str, str]
    nullable: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()


BLOCK_ROWS: Final = 2048
"""Records of a block of the index of texts, in order of their arrival."""

_LAST_MS: Final = 7_258_118_399_999
"""Last millisecond of 2199."""


CDR: Final = TableSpec(
    "cdr",
    {
        "id": "UUID",
        "flow_no": "BIGINT",
        "caller": "VARCHAR",
        "callee": "VARCHAR",
        "caller_ip": "VARCHAR",
        "callee_ip": "VARCHAR",
        "caller_gateway": "VARCHAR",
        "callee_gateway": "VARCHAR",
        "account": "VARCHAR",
        "start": "BIGINT",
        "answer": "BIGINT",
        "stop": "BIGINT",
        "hold_ms": "BIGINT",
        "hold_time_s": "INTEGER",
        "fee_time_s": "INTEGER",
        "fee": "DOUBLE",
        "billing_mode": "SMALLINT",
        "end_direction": "SMALLINT",
        "end_reason": "SMALLINT",
        "sip_status": "SMALLINT",
        "pdd_ms": "BIGINT",
        "call_id": "VARCHAR",
        "user_agent": "VARCHAR",
    },
    nullable=frozenset({"answer", "pdd_ms"}),
    plain=frozenset({"callee", "call_id"}),
    times=frozenset({"start", "answer", "stop"}),
)

AGGREGATE: Final = TableSpec(
    "aggregate",
    {
        "minute": "BIGINT",
        "billing_mode": "SMALLINT",
        "source": "VARCHAR",
        "callee_prefix": "VARCHAR",
        "gate": "VARCHAR",
        "count": "BIGINT",
    },
    times=frozenset({"minute"}),
)

SUSPENSION: Final = TableSpec(
    "suspension_history",
    {
        "id": "UUID",
        "at": "BIGINT",
        "action": "VARCHAR",
        "extension": "VARCHAR",
        "known": "BOOLEAN",
        "since": "BIGINT",
        "until": "BIGINT",
        "reason": "VARCHAR",
        "failures": "BIGINT",
        "sources": "VARCHAR[]",
        "repeats": "BIGINT",
        "user_agent": "VARCHAR",
        "by": "VARCHAR",
    },
    times=frozenset({"at", "since", "until"}),
)

BLOCK: Final = TableSpec(
    "block_history",
    {
        "id": "UUID",
        "at": "BIGINT",
        "action": "VARCHAR",
        "layer": "VARCHAR",
        "value": "VARCHAR",
        "rule": "VARCHAR",
        "reason": "VARCHAR",
        "by": "VARCHAR",
        "since": "BIGINT",
        "until": "BIGINT",
        "repeats": "BIGINT",
        "hits": "BIGINT",
        "evidence": "VARCHAR",
    },
    nullable=frozenset({"until"}),
    times=frozenset({"at", "since"}),
)

TABLES: Final[dict[Kind, TableSpec]] = {
    "cdr": CDR,
    "agg": AGGREGATE,
    "sus": SUSPENSION,
    "blk": BLOCK,
}

_SEGMENTS: Final = """
CREATE TABLE IF NOT EXISTS ingested_segment (
    kind VARCHAR NOT NULL,
    segment UUID NOT NULL,
    rows BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    ingested_at BIGINT NOT NULL
)
"""

_BLOCKS: Final = """
CREATE TABLE IF NOT EXISTS cdr_block (
    block BIGINT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    version UBIGINT NOT NULL
)
"""

_ANCHORS: Final = (
    "ALTER TABLE cdr_block ADD COLUMN IF NOT EXISTS anchor BIGINT",
    "ALTER TABLE cdr_block ADD COLUMN IF NOT EXISTS anchor_flow BIGINT",
)

_FILE_BLOCKS: Final = """
CREATE TABLE IF NOT EXISTS cdr_file_block (
    file VARCHAR NOT NULL,
    block BIGINT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    version UBIGINT NOT NULL
)
"""

_GRAMS: Final = """
CREATE TABLE IF NOT EXISTS {} (
    block BIGINT NOT NULL,
    part SMALLINT NOT NULL,
    bits BIT NOT NULL USING COMPRESSION uncompressed
)
"""

_GRAM_TABLES: Final = ("cdr_gram", "cdr_gram_new", "cdr_file_gram", "cdr_file_gram_new")

_DIGITS: Final = """
CREATE TABLE IF NOT EXISTS {} (
    block BIGINT NOT NULL,
    number SMALLINT NOT NULL,
    records BIT NOT NULL USING COMPRESSION uncompressed
)
"""

_ARCHIVE: Final = """
CREATE TABLE IF NOT EXISTS cdr_archive (
    file VARCHAR NOT NULL,
    illegal BOOLEAN NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    rows BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL,
    "at" BIGINT NOT NULL
)
"""

_DOOMED: Final = "CREATE TABLE IF NOT EXISTS cdr_doomed (file VARCHAR NOT NULL)"

_HOLDS: Final = """
CREATE TABLE IF NOT EXISTS cdr_hold (
    id VARCHAR NOT NULL,
    filters VARCHAR NOT NULL,
    until BIGINT,
    reason VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL,
    "at" BIGINT NOT NULL
)
"""

_SEALS: Final = """
CREATE TABLE IF NOT EXISTS cdr_seal (
    number BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    day BIGINT NOT NULL,
    mode SMALLINT NOT NULL,
    upto BIGINT NOT NULL,
    rows BIGINT NOT NULL,
    sum VARCHAR NOT NULL,
    "at" BIGINT NOT NULL,
    chain VARCHAR NOT NULL
)
"""

_RETENTION: Final = """
CREATE TABLE IF NOT EXISTS cdr_retention (
    id VARCHAR NOT NULL,
    "at" BIGINT NOT NULL,
    "by" VARCHAR NOT NULL,
    removed VARCHAR NOT NULL,
    rewritten BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    freed BIGINT NOT NULL,
    skipped VARCHAR NOT NULL,
    error VARCHAR NOT NULL
)
"""


def create_statements() -> list[str]:
    """The statements that make an empty file into a store; harmless on one that is."""
    return [
        *map(_create, TABLES.values()),
        _SEGMENTS,
        _BLOCKS,
        *_ANCHORS,
        _FILE_BLOCKS,
        *(_GRAMS.format(name) for name in _GRAM_TABLES),
        *(_DIGITS.format(name) for name in ("cdr_digits", "cdr_digits_new")),
        *(_ARCHIVE, _DOOMED, _HOLDS, _SEALS, _RETENTION),
    ]


def insert_statement(kind: Kind) -> str:
    """Everything of one file into its table; the only parameter is the file's name."""
    table = TABLES[kind]
    names = ", ".join(map(quoted, table.columns))
    types = ", ".join(f"'{name}': '{type_}'" for name, type_ in table.columns.items())
    return (
        f"INSERT INTO {table.name} ({names}) SELECT {names} FROM read_json(?, "  # noqa: S608
        f"format='newline_delimited', columns={{{types}}}, hive_partitioning=false)"
    )


def quoted(name: str) -> str:
    """A column name as SQL; some are words of the language."""
    return f'"{name}"'


def _create(table: TableSpec) -> str:
    columns = ", ".join(_column(table, name, type_) for name, type_ in table.columns.items())
    return f"CREATE TABLE IF NOT EXISTS {table.name} ({columns})"


def _column(table: TableSpec, name: str, type_: str) -> str:
    needed = "" if name in table.nullable else " NOT NULL"
    stored = " USING COMPRESSION uncompressed" if name in table.plain else ""
    check = f" CHECK ({quoted(name)} BETWEEN 0 AND {_LAST_MS})" if name in table.times else ""
    return f"{quoted(name)} {type_}{needed}{stored}{check}"
