"""Bodies and Accept of requests that set calls up."""

from __future__ import annotations

from typing import Any

import pytest

from engine.sip.content import TAKEN, check_content
from engine.sip.errors import PeerError
from engine.sip.request import Request
from tests.helpers.wire import request


def asked(body: bytes = b"v=0\r\n", **headers: Any) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request.parse(request("INVITE", body=body, **named))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content_Type": "application/sdp"},
        {"Content_Type": "Application/SDP ; charset=utf-8"},
        {"Content_Type": "application / sdp"},
        {"Content_Type": 'multipart/mixed;boundary="x"'},
        {"Content_Encoding": "identity", "Content_Type": "application/sdp"},
        {"Accept": "application/sdp;level=1, text/html"},
        {"Accept": "*/*"},
        {"Accept": ["text/html", "application/*"]},
    ],
)
def test_descriptions_are_taken(headers: dict[str, Any]) -> None:
    check_content(asked(**headers))
    check_content(asked(b"", **{**headers, "Content_Type": None}))


@pytest.mark.parametrize(
    "kind",
    ["application/unknownformat", "text/plain", "sdp", "", "application/sdp2", "/", "multipart/"],
)
def test_another_kind_of_body_is_415_and_what_is_taken_is_said(kind: str) -> None:
    with pytest.raises(PeerError) as refused:
        check_content(asked(Content_Type=kind))
    assert refused.value.status == 415
    assert list(refused.value.headers) == [("Accept", ", ".join(TAKEN))]


def test_a_packed_body_is_415_and_the_coding_is_said() -> None:
    with pytest.raises(PeerError) as refused:
        check_content(asked(Content_Type="application/sdp", Content_Encoding="gzip"))
    assert (refused.value.status, list(refused.value.headers)) == (
        415,
        [("Accept-Encoding", "identity")],
    )


@pytest.mark.parametrize("accept", ["", "text/nobodyKnowsThis", "text/*, application/json"])
def test_who_takes_no_description_cannot_be_answered(accept: str) -> None:
    with pytest.raises(PeerError) as refused:
        check_content(asked(Accept=accept))
    assert refused.value.status == 406
