import msgspec

from engine.billing.records import CdrRecord, SuspensionRecord
from engine.store.cdr_rows import CDR_COLUMNS, CdrSummary, SuspensionRow


def test_rows_have_the_fields_of_the_journal_in_its_order() -> None:
    assert tuple(field.name for field in msgspec.structs.fields(CdrRecord)) == CDR_COLUMNS
    names = tuple(field.name for field in msgspec.structs.fields(SuspensionRecord))
    assert SuspensionRow._fields == names


def test_ratios_are_derived_from_the_sums() -> None:
    summary = CdrSummary(records=10, connected=4, hold_ms=240_000, illegal=3, fee=0.0)
    assert (summary.minutes, summary.asr, summary.acd_s) == (4.0, 40.0, 60.0)


def test_there_is_no_ratio_of_nothing() -> None:
    empty = CdrSummary(0, 0, 0, 0, 0.0)
    assert (empty.minutes, empty.asr, empty.acd_s) == (0.0, None, None)
