import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.store.thrift_compact import Kind, Struct, Value, Values, read, write

_NUMBERS = st.integers(-(2**63), 2**63 - 1)
_PLAIN = {
    Kind.I16: _NUMBERS,
    Kind.I32: _NUMBERS,
    Kind.I64: _NUMBERS,
    Kind.I8: st.integers(0, 255),
    Kind.BINARY: st.binary(max_size=200),
    Kind.DOUBLE: st.binary(min_size=8, max_size=8),
}


def _values(kind: Kind) -> st.SearchStrategy[Value]:
    return st.builds(Value, st.just(kind), _PLAIN[kind])


def _lists(kind: Kind) -> st.SearchStrategy[Value]:
    items = st.lists(_PLAIN[kind], max_size=20)
    return st.builds(Value, st.just(Kind.LIST), st.builds(Values, st.just(kind), items))


def _structs(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Struct]:
    fields = st.dictionaries(st.integers(1, 60), values, max_size=5)
    return fields.map(lambda found: dict(sorted(found.items())))


_TRUTH = st.sampled_from([Value(Kind.TRUE, None), Value(Kind.FALSE, None)])
_SIMPLE = st.one_of(_TRUTH, *map(_values, _PLAIN), *map(_lists, _PLAIN))
_NESTED = st.one_of(
    _SIMPLE,
    st.builds(Value, st.just(Kind.STRUCT), _structs(_SIMPLE)),
    st.builds(
        Value,
        st.just(Kind.LIST),
        st.builds(Values, st.just(Kind.STRUCT), st.lists(_structs(_SIMPLE), max_size=17)),
    ),
)


@settings(max_examples=50)
@given(struct=_structs(_NESTED))
def test_what_is_written_is_read_again(struct: Struct) -> None:
    assert read(write(struct)) == struct


def test_the_bytes_are_those_of_the_specification() -> None:
    struct = {
        1: Value(Kind.I32, -1),
        3: Value(Kind.BINARY, b"ab"),
        20: Value(Kind.TRUE, None),
        21: Value(Kind.LIST, Values(Kind.I64, [150])),
    }
    assert write(struct) == bytes.fromhex("15 01 28 02 6162 01 28 19 16 ac02 00")


def test_a_structure_of_a_list_may_be_written_already() -> None:
    inner: Struct = {2: Value(Kind.I64, 7)}
    lists = [Value(Kind.LIST, Values(Kind.STRUCT, [item])) for item in (inner, write(inner))]
    assert write({1: lists[0]}) == write({1: lists[1]})


@pytest.mark.parametrize(
    "data", [b"", b"\x15", b"\x28\x05ab", b"\x16" + b"\xff" * 12, b"\x1e\x00", b"\x1b\x00"]
)
def test_what_is_no_structure_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read(data)
