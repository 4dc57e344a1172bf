"""A session at a media relay as a list that survives a restart of the switch with its call.

The relay knows nothing of the restart: media flows on. What is kept is what later changes of the
session, and its end, have to name.
"""

import msgspec

from engine.calls.relay.session import Media, MediaState


class StoredMedia(msgspec.Struct, array_like=True):
    """A session on disk."""

    session: str
    node: str
    relayed: bool
    caller_natted: bool = False
    callee_natted: bool = False


def dump_media(media: Media | None) -> StoredMedia | None:
    """What to keep of a session."""
    if media is None:
        return None
    natted = media.caller_natted, media.callee_natted
    return StoredMedia(media.session, media.node, media.relayed, *natted)


def load_media(stored: StoredMedia | None) -> Media | None:
    """The session as it was agreed; what waited for the relay went with the process."""
    if stored is None:
        return None
    return Media(
        stored.session,
        stored.node,
        MediaState.AGREED if stored.relayed else MediaState.DIRECT,
        agreed=stored.relayed,
        caller_natted=stored.caller_natted,
        callee_natted=stored.callee_natted,
    )
