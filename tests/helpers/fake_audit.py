"""The routes of the stand-in of an engine about the audit, and entries to fill it with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.helpers.fake_requests import Answer

Item = dict[str, Any]
DAY = "2026-11-23T08:00:00.000Z"
LATER = "2026-11-23T09:30:00.000Z"


def entry(number: int = 1, **changes: Any) -> Item:
    """Return an entry as the interface answers it."""
    return {
        "id": number, "at": DAY, "actor": "maria", "address": "192.0.2.7",
        "action": "parameter.set", "object": "parameter:SS_ENDPOINTREGISTERRETRY",
        "before": {"value": 6}, "after": {"value": 5}, "reason": "scanners",
    } | changes  # fmt: skip


def verified(**changes: Any) -> Item:
    """Return a verification that found nothing wrong."""
    return {
        "sound": True, "rows": 412, "first_bad": None, "detail": "", "removed": 0,
        "removed_upto": 0, "head": "412:ab", "at": LATER, "by": "maria", "head_at": DAY, "newer": 3,
    } | changes  # fmt: skip


def check(state: str = "idle", **changes: Any) -> Item:
    """Return how verifying stands."""
    return {"state": state, "rows": 0, "expected": 0, "error": "", "last": None} | changes


def routes(
    entries: list[Item], state: dict[str, Item]
) -> dict[tuple[str, str], Callable[[Any], Answer]]:
    """Return the routes over *entries*, newest first; *state* is what the chain is like."""

    def verify(_request: Any) -> Answer:
        state["chain"] = check(last=verified(rows=len(entries)))
        return 202, check("running", rows=1, expected=len(entries))

    def page(request: Any) -> Answer:
        wanted = {name: values[0] for name, values in request.query.items()}
        found = [item for item in entries if _fits(item, wanted)]
        return 200, {"items": found, "next_cursor": None}

    return {
        ("GET", "/audit"): page,
        ("GET", "/audit/choices"): lambda _: (200, _choices(entries)),
        ("GET", "/audit/file"): lambda _: (200, {"rows": len(entries)}),
        ("GET", "/audit/verification"): lambda _: (200, state.get("chain") or check()),
        ("POST", "/audit/verification"): verify,
    }


def _fits(item: Item, wanted: dict[str, str]) -> bool:
    exact = all(
        wanted.get(name, item[name]) == item[name]
        or (wanted[name][-1] in ".:" and item[name].startswith(wanted[name]))
        for name in ("actor", "action", "object")
    )
    number = wanted.get("number", str(item["id"])) == str(item["id"])
    return exact and number and wanted.get("q", "") in str(item)


def _choices(entries: list[Item]) -> Item:
    kinds = {f"{item['object'].partition(':')[0]}:" for item in entries}
    return {
        "actors": sorted({item["actor"] for item in entries}),
        "actions": sorted({item["action"] for item in entries}),
        "kinds": sorted(kinds),
    }
