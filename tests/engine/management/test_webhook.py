"""What a receiver on this machine gets, and what is refused."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from engine.management.webhook import SIGNATURE, TIMESTAMP, WebhookError, post, signature
from engine.store.alarm_rules import Webhook

SECRET = "0123456789abcdef"


@pytest.fixture
def receiver() -> Iterator[tuple[int, list[Any]]]:
    heard: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((self.path, dict(self.headers), body))
            self.send_response(302 if self.path == "/away" else 200)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server.server_address[1], heard
    server.shutdown()
    thread.join(20)
    server.server_close()


def test_a_message_is_signed(receiver: tuple[int, list[Any]]) -> None:
    port, heard = receiver
    url = f"http://127.0.0.1:{port}/hook?x=1"
    assert post(Webhook(url, SECRET), {"a": 1}, 1_790_000_000.5) == 200
    ((path, headers, body),) = heard
    assert (path, json.loads(body), headers[TIMESTAMP]) == ("/hook?x=1", {"a": 1}, "1790000000")
    assert headers[SIGNATURE] == signature(SECRET, "1790000000", body)
    assert headers[SIGNATURE].startswith("sha256=")


def test_a_redirect_is_no_success_and_not_followed(receiver: tuple[int, list[Any]]) -> None:
    port, heard = receiver
    with pytest.raises(WebhookError, match="302"):
        post(Webhook(f"http://127.0.0.1:{port}/away", SECRET), {}, 1.0)
    assert len(heard) == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1:1/", "http://[::1", ""])
def test_what_cannot_be_reached_is_one_sentence(url: str) -> None:
    with pytest.raises(WebhookError, match="webhook"):
        post(Webhook(url, SECRET), {}, 1.0, timeout_s=5.0)
