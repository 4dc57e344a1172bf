"""Hypothesis strategies for SIP values and for bytes that resemble messages."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from engine.sip import Address, CSeq, Uri, Via
from engine.sip.limits import MAX_CSEQ

TOKEN_CHARS = string.ascii_letters + string.digits + ".!%*_+`'~-"
tokens = st.text(TOKEN_CHARS, min_size=1, max_size=12)
names = tokens.map(str.lower)
hosts = st.one_of(
    st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?(\.[a-z][a-z0-9]{1,5}){0,2}", fullmatch=True),
    st.ip_addresses(v=4).map(str),
    st.ip_addresses(v=6).map(str),
)
ports = st.none() | st.integers(0, 65_535)
params = st.dictionaries(names, st.none() | tokens, max_size=4)
uri_words = st.text(
    string.ascii_letters + string.digits + "-_.!~*'()[]/:&+$", min_size=1, max_size=8
)
uri_params = st.dictionaries(uri_words.map(str.lower), st.none() | uri_words, max_size=3)
users = st.text(string.ascii_letters + string.digits + "-_.!~*'()&=+$,;?/#", max_size=10)
displays = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=12)


@st.composite
def uris(draw: st.DrawFn) -> Uri:
    user = draw(users)
    password = draw(st.none() | st.text(string.ascii_letters, max_size=5)) if user else None
    return Uri(
        draw(st.sampled_from(["sip", "sips"])),
        user,
        password,
        draw(hosts),
        draw(ports),
        draw(uri_params),
        draw(st.sampled_from(["", "subject=hello", "a=b&c=d%20e"])),
    )


addresses = st.builds(Address, displays, uris(), params)
vias = st.builds(Via, st.just("2.0"), st.sampled_from(["UDP", "TCP", "TLS"]), hosts, ports, params)
cseqs = st.builds(CSeq, st.integers(0, MAX_CSEQ), tokens)
