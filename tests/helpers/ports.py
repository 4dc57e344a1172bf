"""Ports for tests: free ones, and ones that are taken."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


def free_port(host: str = "127.0.0.1") -> int:
    """A port that was free over UDP and TCP a moment ago; prefer port 0 where it is possible."""
    with taken_port(host) as port:
        return port


@contextmanager
def taken_port(host: str = "127.0.0.1") -> Iterator[int]:
    """A port that somebody listens on, over UDP and TCP."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for _ in range(50):
        with ExitStack() as stack:
            tcp = stack.enter_context(socket.socket(family, socket.SOCK_STREAM))
            udp = stack.enter_context(socket.socket(family, socket.SOCK_DGRAM))
            tcp.bind((host, 0))
            port: int = tcp.getsockname()[1]
            try:
                udp.bind((host, port))
            except OSError:
                continue
            tcp.listen(1)
            yield port
            return
    raise AssertionError("no port is free over both transports")
