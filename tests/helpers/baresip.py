"""baresip as a phone of a test: it registers, dials, is answered and hangs up; sounds are made up.

It is told what to do, and tells what happens, as JSON over a TCP connection (its ctrl_tcp).
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.helpers.ports import free_port

READY_S = 5.0
RATE = 8_000
"""Samples a second of the sound files of a phone, one channel, 16 bits."""
CONFIG = """\
poll_method epoll
net_interface 127.0.0.1
sip_listen 127.0.0.1:0
audio_source {source}
audio_player aubridge,{extension}
audio_alert aubridge,alert
ausrc_srate {rate}
ausrc_channels {channels}
ctrl_tcp_listen 127.0.0.1:{control}
module_path /usr/lib/baresip/modules
module g711.so
module ausine.so
module aubridge.so
module ctrl_tcp.so
{more}module_app account.so
module_app menu.so
"""


class Baresip:
    """One phone between ``__enter__`` and ``__exit__``; it answers every call at once.

    Args:
        program: Path of baresip.
        folder: Where it may have a folder of its own.
        extension: Its number.
        password: Its password.
        port: Of the engine.
        transport: "udp", "tcp" or "tls".
        authority: Of the certificate that the engine has to show over TLS; None to ask for none.
        says: The sound file it plays to the other side; None for a tone.

    Attributes:
        extension: Its number.
        events: What it told, oldest first: dictionaries with a "type".
    """

    def __init__(
        self,
        program: str,
        folder: Path,
        extension: str,
        password: str,
        port: int,
        transport: str,
        *,
        authority: Path | None = None,
        says: Path | None = None,
    ) -> None:
        self.extension = extension
        self._home = folder / f"baresip-{extension}"
        self._home.mkdir()
        self._control = free_port()
        more = f"sip_cafile {authority}\n" if authority else ""
        if says:
            more += f"module aufile.so\nmodule sndfile.so\nsnd_path {self._home}\n"
        config = CONFIG.format(
            extension=extension,
            control=self._control,
            source=f"aufile,{says}" if says else "ausine,440",
            rate=RATE if says else 48_000,
            channels=1 if says else 2,
            more=more,
        )
        (self._home / "config").write_text(config, encoding="utf-8")
        account = f"<sip:{extension}@127.0.0.1:{port};transport={transport}>;auth_user={extension}"
        account += f";auth_pass={password};regint=60;answermode=auto\n"
        (self._home / "accounts").write_text(account, encoding="utf-8")
        self._command = [program, "-f", str(self._home), "-t", "60"]
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._bytes = b""
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        with (self._home / "output").open("wb") as output:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + READY_S
        while self._socket is None:
            try:
                self._socket = socket.create_connection(("127.0.0.1", self._control), 5)
            except OSError:
                if time.monotonic() > deadline:
                    self.__exit__(None, None, None)
                    raise AssertionError(f"baresip does not start\n{self.tail()}") from None
                time.sleep(0.02)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._socket is not None:
            self._socket.close()
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(5)

    def tell(self, command: str, parameters: str = "") -> None:
        """Give a command: dial, hangup."""
        assert self._socket is not None
        text = json.dumps({"command": command, "params": parameters})
        self._socket.sendall(f"{len(text)}:{text},".encode())

    def hear(self, kind: str, seconds: float = 10.0) -> dict[str, Any]:
        """Wait for an event of a kind, were it told before; it is told once."""
        deadline = time.monotonic() + seconds
        while True:
            for place, event in enumerate(self.events):
                if event.get("type") == kind:
                    return self.events.pop(place)
            assert time.monotonic() < deadline, f"no {kind} but {self.events}\n{self.tail()}"
            self._read()

    def heard(self) -> Path:
        """The sound that came, a WAV file, of a phone that says something."""
        (found,) = self._home.glob("*dec.wav")
        return found

    def tail(self) -> str:
        """The end of what it printed."""
        path = self._home / "output"
        return path.read_text(encoding="utf-8", errors="replace")[-2000:] if path.exists() else ""

    def _read(self) -> None:
        """Take in what there is, as netstrings: length, colon, text, comma."""
        assert self._socket is not None
        self._socket.settimeout(0.2)
        try:
            piece = self._socket.recv(65_536)
        except TimeoutError:
            return
        assert piece, f"baresip has ended\n{self.tail()}"
        self._bytes += piece
        while b":" in self._bytes:
            length, _, rest = self._bytes.partition(b":")
            size = int(length)
            if len(rest) <= size:
                return
            self.events.append(json.loads(rest[:size]))
            self._bytes = rest[size + 1 :]
