import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.registrar.nonce import MAX_COUNT, RING, NonceBook, NonceState
from tests.engine.registrar.build import KEY

FRESH, STALE, REPLAYED = NonceState.FRESH, NonceState.STALE, NonceState.REPLAYED


def test_a_count_is_good_once_and_must_grow() -> None:  # req 100
    book = NonceBook(KEY)
    nonce = book.make(10.0)
    assert book.spend(nonce, 1, 11.0, 60) is FRESH
    assert book.spend(nonce, 1, 11.0, 60) is REPLAYED
    assert book.spend(nonce, 5, 11.0, 60) is FRESH
    assert book.spend(nonce, 4, 11.0, 60) is REPLAYED


def test_a_nonce_ends_with_its_lifetime() -> None:
    book = NonceBook(KEY)
    nonce = book.make(10.0)
    assert book.spend(nonce, 1, 70.0, 60) is FRESH
    assert book.spend(nonce, 2, 70.1, 60) is STALE


def test_another_process_does_not_know_the_nonce() -> None:
    nonce = NonceBook(b"x" * 32).make(10.0)
    assert NonceBook(KEY).spend(nonce, 1, 10.0, 60) is STALE


def test_a_nonce_overtaken_by_the_ring_is_stale() -> None:
    book = NonceBook(KEY, ring=8)
    old, kept = book.make(0.0), book.make(0.0)
    for _ in range(7):
        book.make(0.0)
    assert book.spend(old, 1, 0.0, 60) is STALE
    assert book.spend(kept, 1, 0.0, 60) is FRESH


def test_a_slot_used_again_starts_from_nothing() -> None:
    book = NonceBook(KEY, ring=2)
    assert book.spend(book.make(0.0), 9, 0.0, 60) is FRESH
    book.make(0.0)
    assert book.spend(book.make(0.0), 1, 0.0, 60) is FRESH


@pytest.mark.parametrize("count", [-1, 0, MAX_COUNT + 1, 0xFFFFFFFF])
def test_a_count_out_of_range_spends_nothing(count: int) -> None:
    book = NonceBook(KEY)
    nonce = book.make(0.0)
    assert book.spend(nonce, count, 0.0, 60) is STALE
    assert book.spend(nonce, MAX_COUNT, 0.0, 60) is FRESH
    assert book.spend(nonce, MAX_COUNT, 0.0, 60) is REPLAYED


@given(st.integers(0, 45), st.characters(exclude_categories=["Cs"]))
def test_no_changed_nonce_is_ours(position: int, sign: str) -> None:
    book = NonceBook(KEY)
    nonce = book.make(5.0)
    changed = nonce[:position] + sign + nonce[position + 1 :]
    expected = FRESH if changed == nonce else STALE
    assert book.spend(changed, 1, 5.0, 60) is expected


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_invented_nonce_raises(text: str) -> None:
    assert NonceBook(KEY, ring=2).spend(text, 1, 0.0, 60) is STALE


def test_nonces_differ_and_tell_nothing() -> None:
    book = NonceBook(KEY)
    assert len({book.make(1.0) for _ in range(1000)}) == 1000
    assert "6b6b" not in repr(book)


def test_a_nonce_for_one_place_is_foreign_elsewhere() -> None:
    book = NonceBook(KEY, ring=8)
    nonce = book.make(1.0, "192.0.2.1")
    for place in ("", "192.0.2.2"):
        assert book.spend(nonce, 1, 1.0, 60.0, place) is NonceState.STALE
    assert book.spend(nonce, 1, 1.0, 60.0, "192.0.2.1") is NonceState.FRESH
    assert book.spend(book.make(1.0), 1, 1.0, 60.0, "192.0.2.1") is NonceState.STALE


def test_the_ring_takes_two_bytes_a_nonce() -> None:
    assert RING == 2**20
    assert NonceBook(KEY, ring=4)._counts.itemsize == 2


@pytest.mark.parametrize(("key", "ring"), [(b"short", 8), (KEY, 12)])
def test_a_bad_construction_is_refused(key: bytes, ring: int) -> None:
    with pytest.raises(ValueError, match="nonce book"):
        NonceBook(key, ring)
