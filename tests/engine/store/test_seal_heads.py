"""A chain that was written anew gives itself away."""

from pathlib import Path

import pytest

from engine.store import seal_heads
from engine.store.audit import Audit
from engine.store.cdr_store import CdrStore
from engine.store.config_store import ConfigStore
from engine.store.seal_heads import ACTION, audited_heads, head_state, newest_head
from tests.helpers.keeping import days_of_records, seal_all


def put(audit: Audit, number: int, chain: str) -> None:
    audit.append(
        actor="system", address="", action=ACTION, object="cdrs", after=head_state(number, chain)
    )


def test_the_older_of_two_heads_counts_and_the_newest_is_found(
    store: ConfigStore,
) -> None:
    assert newest_head(store.audit) == (0, "")
    for number, chain in ((1, "a"), (3, "b"), (3, "c")):
        put(store.audit, number, chain)
    store.audit.append(actor="system", address="", action=ACTION, object="cdrs", after="broken")
    assert audited_heads(store.audit) == {1: "a", 3: "b"}
    assert newest_head(store.audit) == (0, ""), "what nobody can read is written anew"


def test_many_heads_are_read_page_by_page(
    store: ConfigStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal_heads, "_PAGE", 2)
    for number in range(1, 6):
        put(store.audit, number, str(number))
    assert sorted(audited_heads(store.audit)) == [1, 2, 3, 4, 5]
    assert sorted(audited_heads(store.audit, most=2)) == [4, 5]


def test_records_that_are_changed_and_sealed_anew_are_noticed(
    cdrs: CdrStore, store: ConfigStore, journal: Path
) -> None:
    days_of_records(cdrs, journal, 2)
    seal_all(cdrs)
    put(store.audit, *cdrs.seals.head())
    heads = audited_heads(store.audit)
    assert cdrs.verify(heads=heads).sound
    with cdrs._database.write() as cursor:
        cursor.execute("UPDATE cdr SET fee = 99 WHERE flow_no = (SELECT min(flow_no) FROM cdr)")
        cursor.execute("DELETE FROM cdr_seal")
    seal_all(cdrs)
    assert cdrs.verify().sound, "the chain alone says nothing"
    report = cdrs.verify(heads=heads)
    assert (report.sound, report.foreign) == (False, [max(heads)])


def test_a_chain_whose_end_was_cut_off_is_noticed(
    cdrs: CdrStore, store: ConfigStore, journal: Path
) -> None:
    days_of_records(cdrs, journal, 1)
    seal_all(cdrs)
    number, chain = cdrs.seals.head()
    with cdrs._database.write() as cursor:
        cursor.execute("DELETE FROM cdr_seal WHERE number = ?", [number])
    assert cdrs.verify(heads={number: chain}).foreign == [number]
