"""Cutting the connections of who is not served any more (requirements 124, 139).

A source on the blacklist is not read any more, but a connection that it opened before would stand
until it is idle for too long, and hold a place that others need. So it is broken off with the batch
that lists the source, whoever did that: a rule, an operator, or an imported list. Connections of
trusted addresses within a network that is listed stay.

The same is done when only listed addresses are served from now on, and while that is so with whom
leaves the allow list, and with the addresses of a gateway that is removed. What we opened ourselves
leads to a gateway and stays.
"""

from collections.abc import Iterable

from engine.addresses import subscriber
from engine.defence.guard import Guard
from engine.switch.allowing import Allowing
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
        if guard.shuts_out(ip, now):
            connection.cut()
            cut += 1
    return cut


def cut_refused(tcp: TcpListener, allowing: Allowing, now: float) -> int:
    """Break off what is open from places that are not served any more; how many connections.

    Args:
        tcp: All connections, over TLS as well.
        allowing: Decides who is served while only listed addresses are.
        now: Monotonic seconds.
    """
    cut = 0
    for connection in tcp.connections() if allowing.only else ():
        if not connection.own and allowing.refuses(connection.source.ip, now):
            connection.cut()
            cut += 1
    return cut
