"""Which digest algorithms a device is offered, and in which order.

Both are, and RFC 8760 §2.4 wants the stronger one on top. But devices in the field, SIPp and many
phones among them, read the first challenge only and fail at SHA-256. So MD5 comes first unless the
operator says otherwise: a device that reads on loses nothing, since HA1 is what protects the
password at rest and the nonce is good for one use.

A few devices fail at *any* challenge they do not know, wherever it stands. They are recognised by
what they call themselves. Claiming such a name gains nothing: MD5 is offered to everybody.
"""

from typing import Final

from engine.registrar.digest import MD5, SHA256, Algorithm

Offers = tuple[Algorithm, ...]

WEAK_FIRST: Final[Offers] = (MD5, SHA256)
STRONG_FIRST: Final[Offers] = (SHA256, MD5)
_MD5_ALONE: Final[Offers] = (MD5,)

ONLY_MD5: Final = ("baresip v0.", "baresip v1.")
"""Beginnings of the User-Agent of devices that give up at a challenge other than MD5."""


def offers(user_agent: str, strong_first: bool) -> Offers:
    """The algorithms for a device, in the order of its challenges.

    Args:
        user_agent: What it calls itself, empty when it does not say.
        strong_first: SS_SIP_AUTHENTICATION_STRONG_FIRST.
    """
    if user_agent.startswith(ONLY_MD5):
        return _MD5_ALONE
    return STRONG_FIRST if strong_first else WEAK_FIRST
