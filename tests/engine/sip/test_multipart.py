"""Session descriptions among other parts of a body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip.multipart import MAX_BOUNDARY, MAX_PARTS, description_in, with_description

SDP = b"v=0\r\nm=audio 4000 RTP/AVP 8\r\n"
NEW = b"v=0\r\nanother one that is longer\r\n"
MIXED = "multipart/mixed;boundary=b"
ISUP = b"Content-Type: application/isup;version=itu-t92+\r\n\r\n\x01\x00\r\n\r\n"


def part(body: bytes = SDP, head: bytes = b"Content-Type: application/sdp\r\n") -> bytes:
    return head + b"\r\n" + body


def joined(*parts: bytes, boundary: bytes = b"b", line: bytes = b"\r\n") -> bytes:
    begun = b"".join(b"--" + boundary + line + each + line for each in parts)
    return begun + b"--" + boundary + b"--" + line


INNER = part(joined(part(), boundary=b"in"), b"Content-Type: multipart/alternative;boundary=in\r\n")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (None, SDP),
        ("application/sdp", SDP),
        ("Application / SDP ; charset=utf-8", SDP),
        (MIXED, joined(part())),
        (MIXED, joined(ISUP, part())),
        (MIXED, joined(part(), part(b"v=0\r\nanother"))),
        (MIXED, b"what comes before is nothing\r\n" + joined(part()) + b"nor after"),
        ('Multipart/Related; type="x;y"; Boundary="b b:1"', joined(part(), boundary=b"b b:1")),
        ("multipart/mixed;boundary=b", b"--b \t\r\n" + part() + b"\r\n--b--"),
        (MIXED, b"--b\r\n" + part() + b"\r\n"),
        (MIXED, joined(part(head=b"content-type:\r\n application/sdp;x=y\r\nX: y\r\n"))),
        (MIXED, joined(part(head=b"Content-Type: application/sdp\r\n"
                            b"Content-Transfer-Encoding: 8BIT\r\n"))),
        (MIXED, joined(INNER)),
    ],
)  # fmt: skip
def test_the_first_description_is_found_and_replaced(kind: str | None, body: bytes) -> None:
    found = description_in(kind, body)
    assert found.rstrip(b"\r\n") == SDP.rstrip(b"\r\n")
    changed = with_description(kind, body, NEW)
    assert changed == body.replace(found, NEW, 1)
    assert description_in(kind, changed).startswith(NEW)
    assert with_description(kind, body, found) == body


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("", SDP),
        ("application/isup", SDP),
        ("multipart/mixed", joined(part())),
        ("multipart/mixed;boundary=c", joined(part())),
        ("multipart/mixed;boundary=", joined(part())),
        ("multipart/mixed;boundary=b;boundary=c", joined(part())),
        (MIXED, joined(ISUP)),
        (MIXED, joined(SDP)),
        (MIXED, joined(b"\r\n" + SDP)),
        (MIXED, joined(part(head=b"Content-Type: application/sdp\r\n"
                            b"Content-Transfer-Encoding: base64\r\n"))),
        (MIXED, b"--bx\r\n" + part() + b"\r\n--bx--"),
        (MIXED, b"--b--\r\n" + joined(part())),
        (MIXED, b""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_has_none(kind: str, body: bytes) -> None:
    assert description_in(kind, body) == b""
    assert with_description(kind, body, NEW) == body


def test_the_lengths_of_the_parts_are_those_of_the_new_one() -> None:
    head = b"Content-Type: application/sdp\r\nContent-Length: %d\r\n"
    body = joined(ISUP, part(SDP, head % len(SDP)))
    assert with_description(MIXED, body, NEW) == joined(ISUP, part(NEW, head % len(NEW)))
    inner = joined(part(SDP, head % len(SDP)), boundary=b"in")
    outer = b"Content-Length: %d\r\nContent-Type: multipart/mixed;boundary=in\r\n"
    body = joined(part(inner, outer % len(inner)))
    inner = joined(part(NEW, head % len(NEW)), boundary=b"in")
    assert with_description(MIXED, body, NEW) == joined(part(inner, outer % len(inner)))


def test_bounds() -> None:
    at, above = [ISUP] * (MAX_PARTS - 1), [ISUP] * MAX_PARTS
    assert description_in(MIXED, joined(*at, part())) == SDP
    assert description_in(MIXED, joined(*above, part())) == b""
    deeper = part(joined(INNER), b"Content-Type: multipart/mixed;boundary=b\r\n")
    kind = "multipart/mixed;boundary=out"
    assert description_in(kind, joined(deeper, boundary=b"out")) == b""
    for length, found in ((MAX_BOUNDARY, SDP), (MAX_BOUNDARY + 1, b"")):
        name = "x" * length
        body = joined(part(), boundary=name.encode())
        assert description_in(f"multipart/mixed;boundary={name}", body) == found


@given(
    st.lists(
        st.sampled_from(
            [
                b"--b",
                b"--",
                b"\r\n",
                b"\n",
                b"Content-Type: application/sdp",
                b"Content-Length: 9",
                b" ",
                b"v=0",
                b"\x00",
                SDP,
            ]
        ),
        max_size=30,
    )
)
def test_any_bytes_are_put_together_again(pieces: list[bytes]) -> None:  # fmt: skip
    body = b"".join(pieces)
    found = description_in(MIXED, body)
    assert with_description(MIXED, body, found) == body
