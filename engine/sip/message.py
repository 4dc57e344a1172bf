"""What requests and responses share: header fields, and the values in them read on demand.

A value is parsed at the first access and kept. Asking for a value that the peer wrote wrongly
raises `PeerError`; asking for one that is not there raises it too where the message is of no use
without (From, To, Call-ID, CSeq, Via) and gives None or an empty value elsewhere.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from engine.sip.address import Address
from engine.sip.cseq import CSeq
from engine.sip.errors import PeerError, bad_value
from engine.sip.grammar import is_token, split_list
from engine.sip.limits import MAX_CONTACTS, MAX_LIST, MAX_SECONDS, MAX_VIAS
from engine.sip.via import Via


class Message(msgspec.Struct, eq=False, gc=False):
    """A message with its header fields; kept out of the garbage collector's way.

    Attributes:
        fields: key (lower-case full name) -> value of its first line.
        body: the body.
        repeats: key -> values of its further lines; None when no name repeats.
        encoding: codec of the head, see `engine.sip.head`.
        rewritten: the body as it goes on to another peer, where that is not as it came.
        wire: the message as it came over a stream, until whoever traces has taken it; empty for a
            datagram, whose bytes are at hand.
    """

    fields: dict[str, str]
    body: bytes
    repeats: dict[str, list[str]] | None = None
    encoding: str = "utf-8"
    rewritten: bytes | None = None
    _via: Via | None = None
    _from: Address | None = None
    _to: Address | None = None
    _cseq: CSeq | None = None
    _contacts: list[Address] | None = None
    wire: bytes = b""

    def __repr__(self) -> str:
        """Nothing of it: it may hold credentials."""
        return f"{type(self).__name__}({len(self.fields)} headers)"

    @property
    def onward(self) -> bytes:
        """The body for another peer."""
        return self.body if self.rewritten is None else self.rewritten

    def header(self, name: str) -> str | None:
        """Return the first value of a header (lower-case full name) as written, or None."""
        return self.fields.get(name)

    def lines(self, name: str) -> list[str]:
        """Return the values of all lines of a header, in order, not split at commas."""
        first = self.fields.get(name)
        if first is None:
            return []
        if self.repeats is None or name not in self.repeats:
            return [first]
        return [first, *self.repeats[name]]

    def values(self, name: str, limit: int = MAX_LIST) -> list[str]:
        """Return the elements of a comma-separated header, in order (RFC 3261 §7.3.1).

        Empty lines count for nothing: `Supported:` is legal and means none.

        Raises:
            PeerError: 400 for a malformed list or more than `limit` elements.
        """
        items: list[str] = []
        for line in self.lines(name):
            if line:
                items += split_list(name, line, limit)
        if len(items) > limit:
            raise PeerError(400, "Too Many Values", f"more than {limit} values of {name}")
        return items

    def tokens(self, name: str) -> list[str]:
        """Return a header's elements that must be tokens: Require, Supported, Allow.

        Raises:
            PeerError: 400 when one is no token.
        """
        items = self.values(name)
        for item in items:
            if not is_token(item):
                raise bad_value(name, item, "no token")
        return items

    def required(self, name: str) -> str:
        """Return the value of a header that has to be there.

        Raises:
            PeerError: 400 when it is missing or empty.
        """
        value = self.fields.get(name)
        if not value:
            raise PeerError(400, f"Missing {name.title()}", f"no {name} header")
        return value

    @property
    def via(self) -> Via:
        """The topmost Via (RFC 3261 §20.42)."""
        return self.read_via() if self._via is None else self._via

    @property
    def vias(self) -> list[Via]:
        """All Via values, topmost first."""
        return [self.via, *map(Via.parse, self.values("via", MAX_VIAS)[1:])]

    @property
    def from_(self) -> Address:
        """The From address (RFC 3261 §20.20)."""
        if self._from is None:
            text = self.fields.get("from") or self.required("from")
            self._from = Address.parse(text, "From")
        return self._from

    @property
    def to(self) -> Address:
        """The To address (RFC 3261 §20.39)."""
        if self._to is None:
            text = self.fields.get("to") or self.required("to")
            self._to = Address.parse(text, "To")
        return self._to

    @property
    def cseq(self) -> CSeq:
        """The sequence number and method (RFC 3261 §20.16)."""
        if self._cseq is None:
            self._cseq = CSeq.parse(self.fields.get("cseq") or self.required("cseq"))
        return self._cseq

    @property
    def call_id(self) -> str:
        """The Call-ID, compared byte for byte (RFC 3261 §20.8)."""
        text = self.fields.get("call-id") or self.required("call-id")
        if " " in text or "\t" in text:
            raise bad_value("Call-ID", text, "white space inside")
        return text

    def read_via(self) -> Via:
        """Parse the topmost Via.

        Raises:
            PeerError: 400 when it is missing or malformed.
        """
        text = self.fields.get("via") or self.required("via")
        self._via = Via.parse(split_list("Via", text, MAX_VIAS)[0] if "," in text else text)
        return self._via

    def mandatory(self) -> tuple[Via, Address, Address, str, CSeq]:
        """Read the five values that every message must have (RFC 3261 §8.1.1).

        Raises:
            PeerError: 400 naming the first that is missing or malformed.
        """
        return self.via, self.from_, self.to, self.call_id, self.cseq

    @property
    def contact_star(self) -> bool:
        """Whether Contact is the single `*` of a REGISTER that removes all (RFC 3261 §10.2.2)."""
        return self.fields.get("contact") == "*" and not (
            self.repeats and "contact" in self.repeats
        )

    @property
    def contacts(self) -> list[Address]:
        """The Contact addresses in order, at most `MAX_CONTACTS`; none for `*`."""
        if self._contacts is None:
            text = self.fields.get("contact")
            if self.repeats is None and text and "," not in text:
                self._contacts = [] if text == "*" else [Address.parse(text, "Contact")]
            else:
                self._contacts = self.addresses("contact", MAX_CONTACTS, "Contact")
        return self._contacts

    def addresses(self, name: str, limit: int = MAX_LIST, shown: str = "") -> list[Address]:
        """Return the addresses of a list header such as path, route or record-route."""
        shown = shown or name.title()
        return [Address.parse(item, shown) for item in self.values(name, limit)]

    @property
    def expires(self) -> int | None:
        """The Expires header in seconds, None when there is none (RFC 3261 §20.19)."""
        return self.seconds("expires")

    def seconds(self, name: str) -> int | None:
        """Return a header that is a number of seconds; one above 2**32 - 1 counts as that.

        Raises:
            PeerError: 400 when it is no number.
        """
        text = self.fields.get(name)
        if text is None:
            return None
        return delta_seconds(name, text)

    @property
    def user_agent(self) -> str:
        """The User-Agent as written, empty when there is none."""
        return self.fields.get("user-agent", "")


@lru_cache(maxsize=1_024)
def delta_seconds(header: str, text: str) -> int:
    """Read delta-seconds; a number above 2**32 - 1 counts as that (RFC 3261 §20.19).

    Raises:
        PeerError: 400 when it is no number.
    """
    if not (text.isascii() and text.isdecimal()):
        raise bad_value(header.title(), text, "not a number of seconds")
    significant = text.lstrip("0")
    return MAX_SECONDS if len(significant) > 10 else min(int(significant or "0"), MAX_SECONDS)
