"""Cutting the connections of a source that has just been listed (requirement 124).

A source on the blacklist is not read any more, but a connection that it opened before would stand
until it is idle for too long, and hold a place that others need. So it is broken off with the batch
that lists the source, whoever did that: a rule, an operator, or an imported list. Connections of
trusted addresses within a network that is listed stay.
"""

from collections.abc import Iterable

from engine.addresses import subscriber
from engine.defence.guard import Guard
from engine.switch.tcp import TcpListener


def cut_listed(tcp: TcpListener, guard: Guard, values: Iterable[str], now: float) -> int:
    """Break off what is open from places that were listed; how many connections that were.

    Args:
        tcp: All connections, over TLS as well.
        guard: Knows who is listed and who is trusted.
        values: The places that were listed, in their one form.
        now: Monotonic seconds.
    """
    if not any("/" in value or tcp.has(subscriber(value)) for value in values):
        return 0  # as in a flood of datagrams: nobody there has a connection
    cut = 0
    for connection in tcp.connections():
        ip = connection.source.ip
        if guard.shuts_out(ip, now) and guard.trusts(ip, now) is None:
            connection.cut()
            cut += 1
    return cut
