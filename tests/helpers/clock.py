"""A clock that moves only when a test says so."""

from engine.clock import Clock


class ManualClock(Clock):
    """Both clocks by hand; they run at the same pace unless the wall clock is set.

    Attributes:
        mono: what :meth:`now` answers, seconds.
        epoch: what :meth:`wall` answers, seconds since 1970.
    """

    def __init__(self, mono: float = 1000.0, epoch: float = 1_790_000_000.0) -> None:
        self.mono = mono
        self.epoch = epoch
        super().__init__()

    def now(self) -> float:
        return self.mono

    def wall(self) -> float:
        return self.epoch

    def advance(self, seconds: float) -> float:
        """Let time pass on both clocks; answers the new monotonic time."""
        assert seconds >= 0, "time does not run backwards; set_wall() is what jumps"
        self.mono += seconds
        self.epoch += seconds
        return self.mono

    def set_wall(self, epoch: float) -> None:
        """Set the wall clock, as an administrator would; the monotonic one goes on."""
        self.epoch = epoch
