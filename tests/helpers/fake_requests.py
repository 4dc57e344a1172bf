"""A request as it arrives at the stand-in of an engine, and what it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PREFIX = "/api/v1"
Answer = tuple[int, Any]


@dataclass(frozen=True)
class FileBody:
    """Bytes of a file as an answer; *cut* breaks the connection after so many of them."""

    content: bytes
    headers: tuple[tuple[str, str], ...] = ()
    cut: int | None = None


@dataclass
class Request:
    """One request as it arrived."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any
    headers: dict[str, str]


def problem(status: int, detail: str, **more: Any) -> Answer:
    """Return a problem document."""
    return status, {"type": "about:blank", "title": "", "status": status, "detail": detail} | more
