"""The routes of exports of the stand-in of an engine: each look at an open one finds it done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from tests.helpers.fake_data import cdr
from tests.helpers.fake_requests import Answer, FileBody, problem

Item = dict[str, Any]
Handler = Callable[[Any], Answer]


def routes(
    exports: dict[str, Item], records: Callable[[], list[Item]], cuts: list[int]
) -> dict[tuple[str, str], Handler]:
    """Return the routes.

    Args:
        exports: what the engine keeps, by identifier.
        records: what is exported.
        cuts: after how many bytes the next downloads break off; whole ones when it is empty.
    """

    def create(request: Any) -> Answer:
        number = len(exports) + 1
        item = cdr.export("queued", records(), number, format=request.body.get("format", "csv"))
        exports[item["id"]] = item
        return 202, item

    def look(request: Any) -> Answer:
        item = exports.get(_id(request))
        if item is None:
            return problem(404, "there is no such export")
        if item["status"] == "queued":
            number = int(item["id"].rpartition("-")[2])
            item |= cdr.export("done", records(), number, format=item["format"])
        return 200, item

    def cancel(request: Any) -> Answer:
        item = exports.pop(_id(request), None)
        return (200, item | {"status": "cancelled"}) if item else problem(404, "no such export")

    def file(request: Any) -> Answer:
        if exports.get(_id(request), {}).get("status") != "done":
            return problem(404, "there is no such export")
        return _part(cdr.csv_text(records()).encode(), exports[_id(request)], request, cuts)

    return {
        ("POST", "/cdrs/exports"): create,
        ("POST", "/reports/illegal-calls"): create,
        ("GET", "/cdrs/exports"): lambda _: (
            200, {"items": list(exports.values())[::-1], "next_cursor": None},
        ),
        ("POST", "/cdrs/exports/{}/again"): create,
        ("GET", "/cdrs/exports/{}"): look,
        ("DELETE", "/cdrs/exports/{}"): cancel,
        ("GET", "/cdrs/exports/{}/file"): file,
    }  # fmt: skip


def _part(content: bytes, item: Item, request: Any, cuts: list[int]) -> Answer:
    """The file from where it is asked for; whole when it is another one."""
    cut = cuts.pop(0) if cuts else None
    tag = f'"{item["sha256"]}"'
    headers = (("ETag", tag), ("Content-Type", "text/csv"))
    wanted = request.headers.get("Range", "")
    if not wanted or request.headers.get("If-Range") != tag:
        return 200, FileBody(content, headers, cut)
    first = int(wanted.removeprefix("bytes=").removesuffix("-"))
    return 206, FileBody(content[first:], headers, cut)


def _id(request: Any) -> str:
    return unquote(request.path.split("/")[3])
