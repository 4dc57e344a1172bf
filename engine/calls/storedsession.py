"""The session of one leg as a list that survives a restart: its timer and what was last described.

A refresh that waits for its answer is not kept: after a restart it is sent again. Times are epoch
seconds there.
"""

from math import inf

import msgspec

from engine.calls.negotiation import LONGEST
from engine.calls.session import Session
from engine.calls.sessionstate import TimerState
from engine.calls.tools import PATIENCE


class StoredSession(msgspec.Struct, array_like=True):
    """A session on disk."""

    ours: bool
    interval: int
    refresh_at: float | None
    expires_at: float | None
    least: int
    updates: bool
    said: tuple[list[tuple[str, str]], bytes] | None
    heard: bytes


def dump_session(session: Session, wall_offset: float) -> StoredSession:
    """``session`` as it is kept.

    Args:
        session: What to write.
        wall_offset: What must be added to monotonic seconds to get epoch seconds.
    """
    refresh_at = session.refresh_at
    if session.state is TimerState.REFRESHING:  # due since before now, whenever that is
        refresh_at = 0.0
    said = session.ours
    return StoredSession(
        session.state in (TimerState.OURS, TimerState.REFRESHING),
        session.interval,
        None if refresh_at == inf else refresh_at + wall_offset,
        None if session.expires_at == inf else session.expires_at + wall_offset,
        session.least,
        session.updates,
        None if said is None else (list(said[0]), said[1]),
        session.theirs,
    )


def load_session(stored: StoredSession, wall_offset: float, now: float) -> Session:
    """The session that :func:`dump_session` wrote, perhaps in another process.

    It does not expire at once: a refresh that nobody was there to hear is still being repeated.

    Raises:
        ValueError: its timer makes no sense.
    """
    if not 0 <= stored.interval <= LONGEST:
        raise ValueError("a session timer that nobody can have agreed to")
    session = Session(
        interval=stored.interval,
        least=stored.least,
        updates=stored.updates,
        ours=None if stored.said is None else (tuple(stored.said[0]), stored.said[1]),
        theirs=stored.heard,
    )
    if stored.interval and stored.expires_at is not None:
        session.state = TimerState.OURS if stored.ours else TimerState.THEIRS
        session.expires_at = max(stored.expires_at - wall_offset, now + PATIENCE)
        if stored.refresh_at is not None:
            session.refresh_at = stored.refresh_at - wall_offset
    return session
