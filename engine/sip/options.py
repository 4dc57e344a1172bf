"""Answer OPTIONS: what this server is able to do (RFC 3261 §11.2)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from engine.sip.reply import build_reply
from engine.sip.request import Request

SUPPORTED: Final = ("path", "timer", "100rel")
"""Option tags that a peer may require here: RFC 3327, RFC 4028, RFC 3262."""


def answer_options(request: Request, allowed: Collection[str], to_tag: str) -> bytes:
    """Write the 200 to an OPTIONS.

    Args:
        request: stamped and valid.
        allowed: methods served, for Allow.
        to_tag: tag for To.
    """
    headers = (
        ("Allow", ", ".join(allowed)),
        ("Accept", "application/sdp"),
        ("Accept-Encoding", "identity"),
        ("Accept-Language", "en"),
        ("Supported", ", ".join(SUPPORTED)),
    )
    return build_reply(request, 200, to_tag=to_tag, headers=headers)
