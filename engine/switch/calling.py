"""Which connections calls are over: those do not give way when places run short."""

from collections.abc import Iterator

from engine.calls.book import CallBook


def connections_of(book: CallBook) -> Iterator[int]:
    """Numbers of the connections that running calls are over; one may come several times.

    That is where each party was heard last, where an INVITE of ours waits for its answer, and where
    a BYE of ours does.
    """
    for call in book:
        for leg in (call.inbound, *call.outbounds):
            if leg.heard.reliable:
                yield leg.heard.flow
        for outbound in call.outbounds:
            sent = outbound.transaction
            if sent is not None and sent.destination.reliable:
                yield sent.destination.flow
    for legs in book.leaving.values():
        yield from [leg.heard.flow for leg in legs if leg.heard.reliable]
