"""Messages for a connection that does not stand yet, in their order and bounded in bytes."""


class Waiting:
    """What is to be sent as soon as that is possible.

    Args:
        limit: Bytes kept at most; what does not fit any more is lost, as on a connection that ends.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._messages: list[bytes] = []
        self._bytes = 0

    def __len__(self) -> int:
        """The bytes that wait."""
        return self._bytes

    def put(self, message: bytes) -> None:
        """Keep ``message`` if there is room for it."""
        if self._bytes + len(message) <= self._limit:
            self._messages.append(message)
            self._bytes += len(message)

    def take(self) -> list[bytes]:
        """All of them; none waits any more."""
        messages, self._messages, self._bytes = self._messages, [], 0
        return messages
