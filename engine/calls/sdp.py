"""The little of a session description that the switch looks at (RFC 8866): codec and address.

Where media flows between the parties, descriptions pass through as they are; where a relay is
needed, rtpengine rewrites them. An operator wants to see which codec a call uses; that is the first
payload format of the first audio stream of the answer.
"""

from typing import Final

MAX_LOOKED_AT: Final = 4_096
"""Bytes of a description that are looked at; what names a codec stands near the beginning."""

MAX_NAME: Final = 24
MAX_ADDRESS: Final = 45
"""Characters of a name of a codec, and of an address."""

_STATIC: Final = {
    "0": "PCMU",
    "3": "GSM",
    "4": "G723",
    "8": "PCMA",
    "9": "G722",
    "15": "G728",
    "18": "G729",
}
"""Payload types that need no rtpmap (RFC 3551 section 6)."""


def codec(body: bytes) -> str:
    """The name of the first codec of the first audio stream, "" when there is none to be read."""
    wanted = ""
    for line in body[:MAX_LOOKED_AT].decode("latin-1").splitlines():
        if line.startswith("m=audio ") and not wanted:
            words = line.split(" ")
            wanted = words[3] if len(words) > 3 else ""
        elif wanted and line.startswith(f"a=rtpmap:{wanted} "):
            return _clean(line.partition(" ")[2].partition("/")[0])
    return _STATIC.get(wanted, "")


def connection(body: bytes) -> str:
    """The address that media of the first stream is to be sent to, "" when none can be read.

    That of the stream counts, else that of the session (RFC 8866 section 5.7).
    """
    found, streams = "", 0
    for line in body[:MAX_LOOKED_AT].decode("latin-1").splitlines():
        streams += line.startswith("m=")
        if streams > 1:
            break
        if line.startswith("c=IN IP"):
            words = line.split(" ")
            found = words[2].partition("/")[0][:MAX_ADDRESS] if len(words) > 2 else ""
    return found


def _clean(name: str) -> str:
    name = name[:MAX_NAME]
    return name if name.isascii() and name.isprintable() else ""
