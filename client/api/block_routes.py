"""The routes of the blacklist and the allow list; ``ApiClient`` has them with all others."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from client.api.answers import given, listing_in
from client.api.block_import_values import ListReport
from client.api.block_values import Block, BlockPreview, Id, Limited, Throttle, Trusted, Unblocked
from client.api.decoding import decode
from client.api.http import CONNECT_S, Connection
from client.api.values import Listing

#: Entries of the allow list that are read; an operator writes each of them by hand.
MOST_TRUSTED = 20_000
#: Seconds that the engine may take over a list of 50,000 places.
LIST_S = 120.0


class BlockRoutes:
    """Addresses that are blocked, and addresses that are trusted."""

    _http: Connection

    def blacklist(
        self, kind: str = "", q: str = "", cursor: str = "", limit: int = 1000
    ) -> Listing[Block]:
        """Return a page of what is blocked now."""
        params = given(kind=kind, q=q, cursor=cursor, limit=limit)
        return listing_in(Block, self._http.json("GET", "/blacklist", params=params))

    def block(
        self, kind: str, value: str, reason: str, until: datetime | None, *, force: bool = False
    ) -> Block:
        """Block an address or network.

        Args:
            kind: ``ip`` or ``network``.
            value: the address, or the network in CIDR notation.
            reason: kept with the entry.
            until: when it ends by itself; None: never.
            force: also when somebody would be hit who should not be.

        Raises:
            Conflict: it would hit somebody; the detail says whom.
            Rejected: it is no address.
        """
        body: dict[str, object] = {"kind": kind, "value": value, "reason": reason}
        body |= {"until": _stamp(until)} | ({"force": True} if force else {})
        return decode(Block, self._http.json("POST", "/blacklist", json=body))

    def import_blocks(
        self,
        content: bytes,
        *,
        dry_run: bool = False,
        on_hit: str = "refuse",
        until: datetime | None = None,
        reason: str = "",
    ) -> ListReport:
        """Block every place of a list, plain or CSV, in UTF-8; with *dry_run* only check it.

        Args:
            content: the file.
            dry_run: change nothing.
            on_hit: ``refuse``, ``skip`` or ``block`` places that would cut somebody off.
            until: when the entries end by themselves; None: never.
            reason: kept with every entry whose line gives none.

        Raises:
            Conflict: *on_hit* is ``refuse`` and somebody would be cut off.
            Rejected: it is no such list.
        """
        options = given(
            dry_run="true" if dry_run else "", on_hit=on_hit, until=_stamp(until) or "",
            reason=reason,
        )  # fmt: skip
        answer = self._http.json(
            "POST", "/blacklist/import", params=options, data=content,
            headers={"Content-Type": "text/plain; charset=utf-8"}, timeout=(CONNECT_S, LIST_S),
        )  # fmt: skip
        return decode(ListReport, answer)

    def keep_blocked(self, block_id: Id, until: datetime | None) -> Block:
        """Let an entry end at another moment, or with None never."""
        body = {"until": _stamp(until)}
        return decode(Block, self._http.json("PATCH", _entry("blacklist", block_id), json=body))

    def unblock(self, block_id: Id, trust_s: int = 0) -> Unblocked:
        """Take an entry away in every layer, and trust the address for so many seconds."""
        params = given(trust_s=trust_s or "")
        path = _entry("blacklist", block_id)
        return decode(Unblocked, self._http.json("DELETE", path, params=params) or {})

    def limits(self, cursor: str = "", limit: int = 1000) -> Listing[Limited]:
        """Return a page of the sources that are over a rate limit now."""
        params = given(cursor=cursor, limit=limit)
        return listing_in(Limited, self._http.json("GET", "/limits", params=params))

    def lift_limit(self, limited_id: Id) -> Limited:
        """Let a source begin anew."""
        return decode(Limited, self._http.json("DELETE", _entry("limits", limited_id)))

    def throttles(self) -> Listing[Throttle]:
        """Return the sign-ins that are refused now."""
        return listing_in(Throttle, self._http.json("GET", "/throttles"))

    def open_throttle(self, throttle_id: Id) -> Throttle:
        """Let somebody sign in again at once."""
        return decode(Throttle, self._http.json("DELETE", _entry("throttles", throttle_id)))

    def block_preview(self, value: str) -> BlockPreview:
        """Return who stands behind an address or network.

        Raises:
            Rejected: it is neither.
        """
        params = {"value": value}
        return decode(BlockPreview, self._http.json("GET", "/blacklist/preview", params=params))

    def allowlist(self, limit: int = 1000) -> tuple[Trusted, ...]:
        """Return the trusted addresses, `MOST_TRUSTED` at most, read *limit* at a time."""
        found: list[Trusted] = []
        cursor = ""
        while True:
            params = given(cursor=cursor, limit=limit)
            page = listing_in(Trusted, self._http.json("GET", "/allowlist", params=params))
            found += page.items
            cursor = page.next_cursor
            if not cursor or len(found) >= MOST_TRUSTED:
                return tuple(found[:MOST_TRUSTED])

    def trust(self, value: str, comment: str, until: datetime | None) -> Trusted:
        """Trust an address or network, until a moment or for good."""
        body = {"value": value, "comment": comment, "until": _stamp(until)}
        return decode(Trusted, self._http.json("POST", "/allowlist", json=body))

    def distrust(self, trusted_id: Id) -> None:
        """Take an entry off the allow list."""
        self._http.json("DELETE", _entry("allowlist", trusted_id))


def _entry(branch: str, entry_id: Id) -> str:
    return f"/{branch}/{quote(str(entry_id), safe='')}"


def _stamp(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
