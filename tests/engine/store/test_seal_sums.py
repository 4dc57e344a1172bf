from pathlib import Path

from engine.billing.records import CdrRecord
from engine.store.cdr_schema import CDR
from engine.store.cdr_store import CdrStore
from engine.store.seal_sums import MODULUS, Part, Sum, sums
from tests.helpers.keeping import FIRST_DAY, days_of_records
from tests.helpers.stores import START, cdr, fill_with

KEY = b"k" * 32


def total(cdrs: CdrStore, condition: str = "true", key: bytes = KEY) -> dict[Part, Sum]:
    with cdrs._database.snapshot() as cursor:
        return sums(cursor, key, "cdr", (condition, []))


def test_sums_are_by_day_and_mode_and_add_up(cdrs: CdrStore, journal: Path) -> None:
    made = days_of_records(cdrs, journal, 2)
    whole = total(cdrs)
    assert list(map(tuple, sorted(whole))) == [
        (FIRST_DAY + day, mode) for day in (0, 1) for mode in (0, 9)
    ]
    part = Part(FIRST_DAY, 9)
    cut = made[4].flow_no
    low, high = (total(cdrs, f"flow_no {sign} {cut}")[part] for sign in ("<", ">="))
    assert low.plus(high) == whole[part]
    assert (whole[part] - low).number == high.number
    assert whole[part].last == made[5].flow_no
    assert 0 < whole[part].number < MODULUS
    with cdrs._database.snapshot() as cursor:
        upto = {part: cut - 1}
        assert sums(cursor, KEY, "cdr", ("true", []), upto) == {part: low}


def test_every_column_and_the_key_count(cdrs: CdrStore, journal: Path) -> None:
    fill_with(cdrs, journal, cdr(answer=START, pdd_ms=5, caller="7", callee="89"))
    part = Part(FIRST_DAY, 9)
    seen = {total(cdrs)[part].number, total(cdrs, key=b"x")[part].number}
    changes = {"VARCHAR": "'x'", "UUID": "uuid()", "DOUBLE": "0.25"}
    for name, kind in CDR.columns.items():
        with cdrs._database.write() as cursor:
            value = changes.get(kind, f'"{name}" + 1')
            cursor.execute(f'UPDATE cdr SET "{name}" = {value}')  # noqa: S608
        seen |= {each.number for each in total(cdrs).values()}
    assert len(seen) == len(CDR.columns) + 2


def test_signs_do_not_move_from_one_text_to_the_next(cdrs: CdrStore, journal: Path) -> None:
    def number(**texts: str) -> int:
        same = {"id": "018bcfe5-6800-7f64-8f87-80cda3219519", "flow_no": 1, "call_id": "c"}
        made: CdrRecord = cdr(start=START, **same, **texts)
        fill_with(cdrs, journal, made)
        [found] = total(cdrs).values()
        with cdrs._database.write() as cursor:
            cursor.execute("DELETE FROM cdr")
        return found.number

    pairs = [("1", "2|1:3"), ("1|1:2", "3"), ("12", "3"), ("1", "23")]
    assert len({number(caller=a, callee=b) for a, b in pairs}) == len(pairs)
