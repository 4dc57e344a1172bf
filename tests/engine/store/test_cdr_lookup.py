import pytest

from engine.billing.records import CdrRecord
from engine.store import cdr_digit_blocks, cdr_lookup
from engine.store.cdr_blocks import Blocks
from engine.store.cdr_digit_blocks import DigitBlocks
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_lookup import possible
from engine.store.cdr_store import CdrStore
from tests.helpers.text_records import NEEDLES


def blocks(cdrs: CdrStore, filters: CdrFilter) -> list[int] | None:
    """The blocks that a question is asked of; None for all."""
    with cdrs._database.snapshot() as cursor:
        found = possible(cdrs._database, cursor, filters)
    return None if found is None else sorted(block.number for block in found.blocks)


def test_a_rare_text_is_looked_for_where_it_can_be(
    cdrs: CdrStore, indexed: list[CdrRecord]
) -> None:
    for block, needle in enumerate(NEEDLES):
        found = blocks(cdrs, CdrFilter(q=needle)) or []
        # The last block is not full, so it is always looked through. Bits may be shared.
        assert {block, 5} <= set(found)
        assert len(found) <= 3
    assert blocks(cdrs, CdrFilter(q="nobody at all")) == [5]
    assert blocks(cdrs, CdrFilter(q="pbx")) == [0, 5]
    assert blocks(cdrs, CdrFilter(q="friendly-scanner")) == [0, 1, 2, 3, 4, 5]


def test_without_bits_and_for_a_short_text_all_is_read(
    cdrs: CdrStore, indexed: list[CdrRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("", "a", "47", "4711", "beef", "王芳"):
        assert blocks(cdrs, CdrFilter(q=text)) is None
    monkeypatch.setattr(cdr_lookup, "groups", lambda _: [])
    assert blocks(cdrs, CdrFilter(q=NEEDLES[0])) is None


def test_records_with_digits_are_asked_for_where_blocks_say_little(
    cdrs: CdrStore, indexed: list[CdrRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    def kind(text: str) -> type | None:
        with cdrs._database.snapshot() as cursor:
            found = possible(cdrs._database, cursor, CdrFilter(q=text))
        return None if found is None else type(found)

    assert kind("4711") is None  # the blocks are few
    assert kind(NEEDLES[1]) is Blocks
    monkeypatch.setattr(cdr_lookup, "FIRST_AT_ONCE", 0)
    assert kind("4711") is DigitBlocks
    assert kind(NEEDLES[1]) is DigitBlocks
    assert kind("fe80::1234") is Blocks  # addresses are looked at in no time
    monkeypatch.setattr(cdr_digit_blocks, "MOST_ROWS", 0)
    monkeypatch.setattr(cdr_digit_blocks, "ASKING", 1)
    assert kind("4711") is None


@pytest.mark.parametrize(
    ("most", "worth", "used"), [(5, 0.0, True), (4, 1.0, True), (4, 0.9, False)]
)
def test_a_text_of_many_blocks_is_looked_for_everywhere(
    cdrs: CdrStore,
    indexed: list[CdrRecord],
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    worth: float,
    used: bool,
) -> None:
    monkeypatch.setattr(cdr_lookup, "MOST_AT_ONCE", most)
    monkeypatch.setattr(cdr_lookup, "WORTH_IT", {False: worth})
    assert (blocks(cdrs, CdrFilter(callers=("*1001",))) is not None) == used


def test_many_blocks_without_bits_are_not_gone_to_one_by_one(
    cdrs: CdrStore, indexed: list[CdrRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_lookup, "_MOST_NEW", 0)
    assert blocks(cdrs, CdrFilter(q="nobody at all")) is None


def test_conditions_on_columns_are_looked_up_as_well(
    cdrs: CdrStore, indexed: list[CdrRecord]
) -> None:
    number, call_id = NEEDLES[1], NEEDLES[0]
    assert 1 in (blocks(cdrs, CdrFilter(callees=(f"*{number}*",))) or [])
    both = CdrFilter(numbers=(f"*{number}*", "987654321987"), callers=("!1001",))
    assert set(blocks(cdrs, both) or []) <= {1, 5}
    assert blocks(cdrs, CdrFilter(callees=("*98765",))) == [5]
    assert blocks(cdrs, CdrFilter(callees=(f"*{number[-4:]}",))) not in (None, [5])
    assert blocks(cdrs, CdrFilter(call_ids=(f"*{call_id}*",), q=number)) == [5]
    for everywhere in (
        CdrFilter(callees=(f"!*{number}*",)),
        CdrFilter(callees=(f"*{number}*", "123")),
        CdrFilter(callees=(f"*{number[-4:]}*",)),
        CdrFilter(callees=tuple(f"98765432198{place}" for place in range(9))),
        CdrFilter(user_agents=(f"*{NEEDLES[2]}*",)),
    ):
        assert blocks(cdrs, everywhere) is None
    assert cdrs.count(CdrFilter(callees=(f"*{number}*",))) == 1
    assert cdrs.count(CdrFilter(callees=(f"*{number}*", "12345"))) == 1
