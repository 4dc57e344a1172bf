"""The part of the catalogue that is about serving listed addresses alone (requirements 139, 140).

What they do is in :mod:`engine.switch.allowing` and :mod:`engine.api.http_gate`; that switching one
on has to be confirmed, in :mod:`engine.api.probation`.
"""

from typing import Final

from engine.parameters.entries import OURS, flag
from engine.parameters.model import Group, Parameter

SIP_ONLY: Final = "SS_ALLOW_LIST_ONLY"
HTTP_ONLY: Final = "SERVER_ALLOW_LIST_ONLY"

ALLOWING: Final[tuple[Parameter, ...]] = (
    flag(
        SIP_ONLY, Group.SECURITY, OURS, 0,
        "Serves SIP only to the allow list and to gateways; all else is dropped unread.",
        off="Everybody may send; the lockout, the limits and the blacklist decide.",
        on="For closed networks. Set it a second time within 60 s, or it returns by itself.",
    ),
    flag(
        HTTP_ONLY, Group.SECURITY, OURS, 0,
        "Serves the management interface only to the allow list and to this machine.",
        off="Whoever reaches the port may try to sign in.",
        on="Recommended on a public port. Set it a second time within 60 s, or it returns.",
    ),
)  # fmt: skip
