"""Records of a flood: counted exactly, and what the portal and the journal feel of it (req 12-17).

    python -m benchmarks.bench_record_flood [--rates 100,500,1000] [--seconds 20]

A whole engine is started for each run. Illegal calls come at a fixed rate, each a call of its own
that is sent again until it is answered; the hour of the requirements is scaled down to some
seconds. That is done with records of zero-duration calls on and off. Meanwhile an operator turns
pages of the portal and asks for totals. Printed are: calls sent, records and counts found in the
store afterwards, milliseconds of a page and of totals, the greatest age of a journal segment that
waited, and how long after the last call the last record was there.
"""

import argparse
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import requests

ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
STRANGER = "127.0.0.66"
TURN_S = 0.2
DRAIN_S = 120.0


class Found(NamedTuple):
    """One run; times are milliseconds but where a name says seconds."""

    rate: int
    on: bool
    sent: int
    records: int
    counted: int
    pages: list[float]
    totals: list[float]
    lag_s: float
    behind_s: float


def main() -> int:
    """Run every rate with records on and off, and print a line for each."""
    options = _options()
    print(f"python {sys.version.split()[0]}, {options.seconds} s a run")
    wrong = 0
    for rate in (int(each) for each in options.rates.split(",")):
        for on in (True, False):
            found = _run(rate, options.seconds, on=on)
            print(_line(found), flush=True)
            kept, other = (found.records, found.counted) if on else (found.counted, found.records)
            wrong += kept != found.sent or other != 0
    return int(wrong > 0)


def _line(found: Found) -> str:
    def at(times: list[float], part: float) -> float:
        return sorted(times)[int(part * (len(times) - 1))]

    return (
        f"  {found.rate:>5}/s {'on ' if found.on else 'off'} sent {found.sent:,}: "
        f"{found.records:,} records, {found.counted:,} counted; page p50 "
        f"{at(found.pages, 0.5):.0f} ms, p99 {at(found.pages, 0.99):.0f} ms; totals p50 "
        f"{at(found.totals, 0.5):.0f} ms, p99 {at(found.totals, 0.99):.0f} ms; journal lag "
        f"{found.lag_s:.1f} s; all there after {found.behind_s:.1f} s"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--rates", default="100,500,1000", help="illegal calls a second")
    parser.add_argument("--seconds", type=int, default=20)
    return parser.parse_args()


def _run(rate: int, seconds: int, *, on: bool) -> Found:
    with tempfile.TemporaryDirectory() as folder, _engine(Path(folder) / "data") as (api, port):
        api.put(f"/parameters/{ZERO}", {"value": int(on)})
        over = threading.Event()
        portal = Portal(api, over)
        portal.start()
        sent = rate * seconds
        _flood(port, rate, sent)
        ended = time.monotonic()
        seen = _until_all(api, sent)
        behind = time.monotonic() - ended
        over.set()
        portal.join()
    return Found(rate, on, sent, *seen, portal.pages, portal.totals, portal.lag_s, behind)


class Api:
    """The engine's interface, signed in."""

    def __init__(self, url: str, password: str) -> None:
        self._url = f"{url}/api/v1"
        self._session = requests.Session()
        body = {"name": "admin", "password": password}
        answer = self._session.post(f"{self._url}/session", json=body, timeout=30)
        self._session.headers["Authorization"] = f"Bearer {answer.json()['token']}"

    def get(self, path: str, **query: Any) -> Any:
        """The answer to a question."""
        answer = self._session.get(f"{self._url}{path}", params=query, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def put(self, path: str, body: Any) -> None:
        """Change something."""
        self._session.put(f"{self._url}{path}", json=body, timeout=30).raise_for_status()


def _hour() -> dict[str, str]:
    now = datetime.now(UTC)
    return {
        "from": (now - timedelta(hours=1)).isoformat(timespec="seconds"),
        "to": (now + timedelta(hours=1)).isoformat(timespec="seconds"),
    }


class Portal(threading.Thread):
    """An operator at the portal."""

    def __init__(self, api: Api, over: threading.Event) -> None:
        super().__init__()
        self._api, self._over = api, over
        self.pages: list[float] = []
        self.totals: list[float] = []
        self.lag_s = 0.0

    def run(self) -> None:
        """Turn pages until it is over."""
        while not self._over.wait(TURN_S):
            for path, times in (("/cdrs", self.pages), ("/cdrs/summary", self.totals)):
                began = time.perf_counter()
                self._api.get(path, **_hour(), billing_mode=9)
                times.append((time.perf_counter() - began) * 1000)
            self.lag_s = max(self.lag_s, self._api.get("/health")["journal"]["oldest_s"])


@contextmanager
def _engine(data: Path) -> Iterator[tuple[Api, int]]:
    command = [sys.executable, "-m", "engine", "run", "--data", str(data)]
    command += ["--sip", "127.0.0.1:0", "--http", "127.0.0.1:0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            words = dict(part.split("=", 1) for part in process.stdout.readline().split()[1:])
            port = int(words["sip"].split(",")[0].rpartition(":")[2])
            yield Api(words["http"], (data / "admin-password").read_text().strip()), port
        finally:
            process.terminate()
            process.wait(60)


def _flood(port: int, rate: int, count: int) -> None:
    """Send so many calls at a rate; each is repeated every second until it is answered."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((STRANGER, 0))
        sock.connect(("127.0.0.1", port))
        sock.setblocking(False)
        here = "{}:{}".format(*sock.getsockname())
        waiting: dict[int, float] = {}
        selector = selectors.DefaultSelector()
        selector.register(sock, selectors.EVENT_READ)
        began, sent = time.monotonic(), 0
        while sent < count or waiting:
            now = time.monotonic()
            due = min(count, int((now - began) * rate) + 1)
            for number in range(sent, due):
                sock.send(_invite(number, here, port))
                waiting[number] = now
            sent = max(sent, due)
            for number in [each for each, at in list(waiting.items())[:50] if now - at > 1.0]:
                sock.send(_invite(number, here, port))
                waiting[number] = now
            if selector.select(0.005):
                _hear(sock, waiting, here, port)


def _hear(sock: socket.socket, waiting: dict[int, float], here: str, port: int) -> None:
    while True:
        try:
            data = sock.recv(4096)
        except BlockingIOError:
            return
        if data.startswith(b"SIP/2.0 403"):
            number = int(data.partition(b"z9hG4bKr")[2].split(b";", 1)[0].split(b"\r", 1)[0])
            waiting.pop(number, None)
            sock.send(_message("ACK", number, here, port))


def _invite(number: int, here: str, port: int) -> bytes:
    return _message("INVITE", number, here, port)


def _message(method: str, number: int, here: str, port: int) -> bytes:
    uri = f"sip:00442071234567@127.0.0.1:{port}"
    lines = (
        f"{method} {uri} SIP/2.0",
        f"Via: SIP/2.0/UDP {here};branch=z9hG4bKr{number}",
        "Max-Forwards: 70",
        f"From: <sip:100@{here}>;tag=r{number}",
        f"To: <{uri}>",
        f"Call-ID: record-{number}@{here}",
        f"CSeq: 1 {method}",
        "Content-Length: 0",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _until_all(api: Api, sent: int) -> tuple[int, int]:
    """Records and counts, once they are as many as calls, or after a long wait."""
    deadline = time.monotonic() + DRAIN_S
    while True:
        found = api.get("/cdrs/summary", **_hour(), billing_mode=9)
        seen = int(found["records"]), int(found["not_recorded"])
        if sum(seen) >= sent or time.monotonic() > deadline:
            return seen
        time.sleep(0.1)


if __name__ == "__main__":
    raise SystemExit(main())
