"""Kamailio as a carrier: it wants to be registered with, asks for passwords, and relays calls.

The configuration is written here. REGISTER and every request from the switch that begins or ends a
call are challenged; a call from anybody else goes to whoever is registered, a call from the switch
to a fixed port.
"""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.helpers.ports import free_port

USER, PASSWORD = "trunk-7", "Circle of Life"
READY_S = 20.0

_CONFIG = """
debug=1
log_stderror=yes
fork=yes
children=1
disable_tcp=yes
auto_aliases=no
listen=udp:127.0.0.1:{port}
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
loadmodule "siputils.so"
loadmodule "textops.so"
modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_expires", {expires})
modparam("auth", "nonce_expire", 300)

request_route {{
    if (is_method("OPTIONS")) {{ sl_send_reply("200", "OK"); exit; }}
    if (is_method("CANCEL")) {{ if (t_check_trans()) {{ t_relay(); }} exit; }}
    if (is_method("REGISTER")) {{
        if (!pv_www_authenticate("carrier", "{password}", "0")) {{
            www_challenge("carrier", "1");
            exit;
        }}
        save("location");
        exit;
    }}
    if (has_totag()) {{
        if (is_method("ACK") && t_check_trans()) {{ t_relay(); exit; }}
        if (is_method("BYE") && $sp == {switch}) {{ route(PROVE); }}
        loose_route();
        t_relay();
        exit;
    }}
    if (!is_method("INVITE")) {{ sl_send_reply("405", "Not Here"); exit; }}
    record_route();
    if ($sp == {switch}) {{
        route(PROVE);
        $du = "sip:127.0.0.1:{callee}";
    }} else {{
        $ru = "sip:{user}@127.0.0.1";
        if (!lookup("location")) {{ sl_send_reply("404", "Not Registered"); exit; }}
    }}
    t_relay();
}}

route[PROVE] {{
    if (!pv_proxy_authenticate("carrier", "{password}", "0") || $au != "{user}") {{
        proxy_challenge("carrier", "1");
        exit;
    }}
    consume_credentials();
}}
"""


class Kamailio:
    """One Kamailio between :meth:`start` and :meth:`stop`.

    Args:
        program: Its path.
        folder: Of the test.
        switch: Port of the engine, whose calls are challenged.
        callee: Port that calls from the engine are sent to.
        expires: Longest registration, in seconds.
    """

    def __init__(
        self, program: str, folder: Path, switch: int, callee: int, expires: int = 4
    ) -> None:
        self.port = free_port()
        self._program, self._folder = program, folder
        self._log = folder / "kamailio.log"
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "kamailio.cfg").write_text(
            _CONFIG.format(
                port=self.port,
                switch=switch,
                callee=callee,
                expires=expires,
                user=USER,
                password=PASSWORD,
            ),
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = [self._program, "-DD", "-E", "-f", str(self._folder / "kamailio.cfg")]
        words += ["-Y", str(self._folder), "-m", "32", "-M", "8", "-w", str(self._folder)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder
            )
        deadline = time.monotonic() + READY_S
        while not self._answers():
            assert self._process.poll() is None, f"kamailio ended\n{self.tail()}"
            assert time.monotonic() < deadline, f"kamailio does not answer\n{self.tail()}"

    def stop(self) -> None:
        """End it; what it knew is forgotten."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)

    def tail(self) -> str:
        """The end of its log."""
        return self._log.read_text(encoding="utf-8", errors="replace")[-3_000:]

    def _answers(self) -> bool:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.settimeout(0.2)
            probe.connect(("127.0.0.1", self.port))
            own = probe.getsockname()[1]
            probe.send(
                f"OPTIONS sip:127.0.0.1:{self.port} SIP/2.0\r\n"
                f"Via: SIP/2.0/UDP 127.0.0.1:{own};branch=z9hG4bKready\r\n"
                f"From: <sip:test@127.0.0.1>;tag=1\r\nTo: <sip:127.0.0.1>\r\n"
                f"Call-ID: ready\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\n"
                "Content-Length: 0\r\n\r\n".encode()
            )
            try:
                return probe.recv(4096).startswith(b"SIP/2.0 200")
            except OSError:
                time.sleep(0.05)
                return False
