"""The HTTP side of a test: signed in, with one method for each thing tests do."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import requests

PASSWORD = "Correct-Horse-7!"


T = TypeVar("T")


def wait_for(read: Callable[[], T], accept: Callable[[T], bool], seconds: float = 30.0) -> T:
    """Reads until accepted; the last value is in the failure."""
    deadline = time.monotonic() + seconds
    while not accept(value := read()):
        assert time.monotonic() < deadline, f"still {value!r} after {seconds} s"
        time.sleep(0.05)
    return value


class Api:
    """A signed-in session; every method raises on an unexpected status."""

    def __init__(self, url: str, name: str, password: str) -> None:
        self.url = url.rstrip("/")
        self.session = requests.Session()
        body = self.call("POST", "/session", {"name": name, "password": password})
        self.session.headers["Authorization"] = f"Bearer {body['token']}"

    def call(self, method: str, path: str, body: Any = None, expect: int = 0, **query: Any) -> Any:
        answer = self.session.request(
            method, f"{self.url}/api/v1{path}", json=body, params=query, timeout=40
        )
        good = answer.status_code == expect if expect else answer.ok
        assert good, f"{method} {path}: {answer.status_code} {answer.text}"
        kind = answer.headers.get("content-type", "")
        return answer.json() if "json" in kind else answer.text

    def close(self) -> None:
        self.session.close()

    def set(self, name: str, value: int | str, **more: Any) -> Any:
        return self.call("PUT", f"/parameters/{name}", {"value": value, **more})

    def add(self, extension: str, password: str = PASSWORD, **more: Any) -> Any:
        body = {"extension": extension, "password": password, **more}
        return self.call("POST", "/endpoints", body)

    def import_csv(self, text: str) -> Any:
        answer = self.session.post(
            f"{self.url}/api/v1/endpoints/import",
            data=text.encode(),
            headers={"Content-Type": "text/csv"},
            timeout=60,
        )
        assert answer.ok, answer.text
        return answer.json()

    def endpoint(self, extension: str) -> Any:
        return self.call("GET", f"/endpoints/{extension}")

    def suspensions(self) -> dict[str, Any]:
        items = self.call("GET", "/suspensions", limit=1000)["items"]
        return {item["extension"]: item for item in items}

    def cdrs(self, **query: Any) -> list[Any]:
        """Every record of the last hour that matches, over all pages."""
        now = datetime.now(UTC)
        query = {
            "from": stamp(now - timedelta(hours=1)),
            "to": stamp(now + timedelta(hours=1)),
            **query,
        }
        found: list[Any] = []
        cursor = None
        while True:
            page = self.call("GET", "/cdrs", limit=1000, cursor=cursor, **query)
            found += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return found


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
