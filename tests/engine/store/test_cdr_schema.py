import duckdb
import msgspec

from engine.billing.journal import KINDS
from engine.store.cdr_schema import TABLES, create_statements, insert_statement


def test_each_kind_of_segment_has_a_table_with_its_fields() -> None:
    assert TABLES.keys() == KINDS.keys()
    for kind, struct in KINDS.items():
        fields = [field.name for field in msgspec.structs.fields(struct)]
        assert list(TABLES[kind].columns) == fields


def test_creating_twice_changes_nothing() -> None:
    connection = duckdb.connect()
    for statement in create_statements() * 2:
        connection.execute(statement)
    tables = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
    texts = {"cdr_block", "cdr_gram", "cdr_gram_new", "cdr_digits", "cdr_digits_new"}
    archive = {"cdr_archive", "cdr_doomed", "cdr_file_block", "cdr_file_gram", "cdr_file_gram_new"}
    keeping = {"cdr_hold", "cdr_seal", "cdr_retention"}
    filled = {"cdr", "aggregate", "suspension_history", "block_history", "ingested_segment"}
    assert tables == filled | texts | archive | keeping
    connection.close()


def test_the_only_parameter_of_an_insert_is_the_file() -> None:
    for kind in TABLES:
        assert insert_statement(kind).count("?") == 1
