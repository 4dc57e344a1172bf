"""What is asked of a relay: the effect that the shell carries out."""

import msgspec

from engine.calls.relay.session import Crossing


class RelayOrder(msgspec.Struct, gc=False, eq=False):
    """One command.

    Attributes:
        node: Address of the daemon, as it is configured.
        command: The bencoded command, without its cookie.
        owner: What waits for the answer; None when nothing does.
    """

    node: str
    command: bytes
    owner: Crossing | None = None
