from engine.store.schema import METADATA


def test_every_table_has_a_key_and_every_constraint_a_name() -> None:
    for table in METADATA.tables.values():
        assert table.primary_key.columns, table.name
        assert all(constraint.name for constraint in table.constraints), table.name


def test_no_column_holds_a_secret_in_clear() -> None:
    names = {column.name for table in METADATA.tables.values() for column in table.columns}
    assert not names & {"password", "token", "ha1_md5", "ha1_sha256", "secret"}
