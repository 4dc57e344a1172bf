"""Mutated messages: understood or refused by `PeerError`, never anything else.

3,000 mutations by default; SWITCHWARDEN_FUZZ=1000000 for a long run.
"""

from __future__ import annotations

import os
import random
import time
import tracemalloc
from pathlib import Path

import pytest

from engine.sip import KeepAlive, PeerError, Request, Response, StreamFramer
from engine.stack import New, Transactions
from tests.helpers.wire import PHONE, received, register, request, response
from tests.torture.verdict import verdict

ROUNDS = int(os.environ.get("SWITCHWARDEN_FUZZ", "3000"))
SEEDS = [
    *(path.read_bytes() for path in sorted((Path(__file__).parent / "rfc4475").glob("*.dat"))),
    register(Authorization='Digest username="1001", realm="r", nonce="n", uri="u", response="0"'),
    request("INVITE", body=b"v=0\r\n"),
    response(),
]
PIECES = [
    b"\r\n", b"\r\n\r\n", b"\n", b"\r", b"\0", b"\t", b" ", b"\xff", b"\xe4\xb8\xad", b'"', b"\\",
    b"<", b">", b";", b",", b"=", b"@", b":", b"%", b"%00", b"[", b"]", b"[::1]", b"*", b"/", b"?",
    b"tag=", b";rport", b";received=", b"Via: ", b"v:", b"l: 5\r\n", b"SIP/2.0", b"99999999999999",
    b"-1", b"z9hG4bK", b"Contact: *\r\n", b"\r\n ", b";" * 40, b"," * 80, b"(" * 50, b"%" * 30,
]  # fmt: skip


def mutated(chance: random.Random) -> bytes:
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([0, 0, 1, 2, 8, 40]))
        what = chance.randrange(5)
        if what == 0:
            data[start:end] = chance.choice(PIECES)
        elif what == 1:
            data[start:end] = bytes(chance.randbytes(end - start))
        elif what == 2:
            data[start:start] = data[end : end + chance.randint(0, 200)]
        elif what == 3:
            other = chance.choice(SEEDS)
            cut = chance.randint(0, len(other))
            data[start:end] = other[cut : cut + chance.randint(0, 120)]
        else:
            del data[start:end]
    return bytes(data)


def outcomes(rounds: int, seed: int) -> set[str]:
    chance = random.Random(seed)
    return {verdict(mutated(chance)) for _ in range(rounds)}


@pytest.mark.slow
def test_a_mutated_message_is_understood_or_refused() -> None:
    found = outcomes(ROUNDS, seed=4475)
    assert {"accepted", "400 answered", "400 silent", "response", "response dropped"} <= found
    assert {word for line in found for word in line.split() if word.isdigit()} <= {
        "400", "405", "406", "414", "415", "416", "420", "483", "501", "505", "513",
    }  # fmt: skip


@pytest.mark.slow
def test_memory_does_not_grow_with_what_is_refused() -> None:
    outcomes(500, seed=1)
    tracemalloc.start()
    try:
        outcomes(500, seed=2)
        before, _ = tracemalloc.get_traced_memory()
        outcomes(1_500, seed=3)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # What is remembered are at most 8,192 short texts and their values.
    assert after - before < 3_000_000


def test_a_mutated_stream_gives_frames_and_at_most_one_error() -> None:
    chance = random.Random(18_3)
    for _ in range(min(ROUNDS, 20_000) // 5):
        framer = StreamFramer()
        data = b"".join(mutated(chance) for _ in range(3))
        cut = chance.randint(0, len(data))
        frames = [*framer.feed(data[:cut]), *framer.feed(data[cut:])]
        errors = [frame for frame in frames if isinstance(frame, PeerError)]
        assert len(errors) == framer.closed
        others = [frame for frame in frames if not isinstance(frame, PeerError)]
        assert all(isinstance(frame, Request | Response | KeepAlive) for frame in others)


def test_a_mutated_request_finds_its_transaction() -> None:
    chance = random.Random(17)
    transactions = Transactions(limit=100)
    for number in range(min(ROUNDS, 20_000) // 5):
        try:
            parsed = received(mutated(chance), PHONE)
            parsed.mandatory()
        except PeerError:
            continue
        outcome = transactions.receive(parsed, PHONE, number / 10)
        if isinstance(outcome, New):
            transactions.respond(outcome.transaction, 403, b"x", number / 10)
        transactions.on_timer(number / 10)
        assert len(transactions) <= 100


@pytest.mark.parametrize(
    "value",
    [
        '"' + "\\" * 8_000, '"' * 8_000, "<" * 8_000, "," * 8_000, ";" * 8_000, "a " * 4_000,
        "sip:" + "a:" * 1_000, ";a=" * 2_000, ";a" * 4_000, "%41" * 2_500, " \t" * 4_000,
        "a=b," * 2_000, 'a="b",' * 1_300, "SIP/2.0/UDP " + "a." * 4_000, "[" + ":" * 4_000,
    ],
    ids=lambda value: value[:12],
)  # fmt: skip
def test_no_value_takes_long(value: str) -> None:
    """A match that backtracked would take seconds or minutes here, not milliseconds."""
    names = ["Via", "From", "To", "Contact", "CSeq", "Require", "Path"]
    headers: dict[str, str | list[str]] = {"Authorization": f"Digest {value}"[:8_000]}
    started = time.process_time()
    for name in names:
        for text in (value, f"<sip:a@b>{value}"):
            wide = headers | {name: text[:8_000], "Subject": [value[:8_000]] * 4}
            assert verdict(request("INVITE", headers=wide))
            assert verdict(request("INVITE", headers={**wide, "X": "folded\r\n here"}))
            assert verdict(request("INVITE", headers=wide, version="broken"))
    assert time.process_time() - started < 1.0
