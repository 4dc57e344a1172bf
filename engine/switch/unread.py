"""INVITEs that nobody reads: counted for the portal, once for each Call-ID as far as remembered."""

import re
from typing import Final

from engine.billing.gates import Gate
from engine.switch.batch import Batch
from engine.switch.recorder import Recorder
from engine.switch.trace import call_id_of

MAX_CALL_IDS: Final = 10_000
"""INVITEs told from their repetitions; then it starts anew."""

_CALLEE: Final = re.compile(rb"INVITE sips?:([^@\s;>]{1,64})@")


class UnreadCalls:
    """Counts them.

    Args:
        recorder: Puts the counts into the journal.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._heard: set[int] = set()

    def __len__(self) -> int:
        return len(self._heard)

    def count(self, data: bytes, source: str, gate: Gate, batch: Batch) -> None:
        """Count what a message is, if it is a call and no repetition.

        Args:
            data: The message.
            source: Address of the peer.
            gate: What keeps the call out.
            batch: In which it came.
        """
        if data[:7] != b"INVITE " or not self._first_time(data):
            return
        found = _CALLEE.match(data)
        callee = "" if found is None else found[1].decode("latin-1")
        self._recorder.kept_out(source, callee, gate, batch)

    def _first_time(self, data: bytes) -> bool:
        key = hash(call_id_of(data))  # a stranger's may be as long as a message
        if key in self._heard:
            return False
        if len(self._heard) >= MAX_CALL_IDS:
            self._heard.clear()
        self._heard.add(key)
        return True
