"""Time, in the two kinds that must not be mixed.

Deadlines (lockouts, registrations, transactions) follow the monotonic clock, which nobody can set:
:meth:`Clock.now`. What is shown or recorded uses the wall clock, which administrators, NTP and
virtual machines do set: :meth:`Clock.wall`. Conversion happens at the edge, with the offset of the
moment of conversion, so a deadline shown to an operator stays right after the wall clock jumped.

The core takes ``now`` as an argument and never sees this class. Tests use a clock moved by hand.
"""

import time


class Clock:
    """The machine's clocks. All values are float seconds."""

    def __init__(self) -> None:
        self._offset_at_start = self.wall() - self.now()

    def now(self) -> float:
        """Monotonic seconds; only differences mean something."""
        return time.monotonic()

    def wall(self) -> float:
        """Seconds since 1970-01-01 UTC, as the machine believes them to be."""
        return time.time()

    def to_wall(self, mono: float) -> float:
        """The wall time at which the monotonic clock shows, showed or will show ``mono``."""
        return self.wall() + (mono - self.now())

    def from_wall(self, wall: float) -> float:
        """The monotonic time that belongs to the wall time ``wall``, by the present offset."""
        return self.now() + (wall - self.wall())

    def jumped(self) -> float:
        """Seconds the wall clock was moved against the monotonic one since construction.

        Positive after a jump forwards. Slewing by NTP shows as a fraction of a second.
        """
        return self.wall() - self.now() - self._offset_at_start
