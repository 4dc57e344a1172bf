"""The part of the catalogue that is about the blacklist in the kernel (requirements 134, 135, 137).

What they do is in :mod:`engine.kernel`.
"""

from typing import Final

from engine.parameters.entries import OURS, flag, integer
from engine.parameters.model import Group, Parameter, Recommendation

KERNEL: Final[tuple[Parameter, ...]] = (
    integer(
        "SS_BLACK_LIST_KERNEL", Group.SECURITY, OURS, 0, (0, 2), "level",
        "Has the kernel of this machine (nftables) drop what the blacklist lists, before SIP.",
        Recommendation(0, "The softswitch drops listed sources itself; nothing else is touched."),
        Recommendation(
            1, "Recommended where it is allowed: on the SIP ports a listed source costs nothing."
        ),
        Recommendation(2, "On every UDP port as well, media included; TCP is never touched."),
    ),
    flag(
        "SS_BLACK_LIST_KERNEL_LEAVE", Group.SECURITY, OURS, 0,
        "Whether the kernel goes on dropping after the engine was stopped.",
        off="The default: with the engine its table goes, too.",
        on="Nothing of an attacker waits when the engine starts; entries end at their time.",
    ),
)  # fmt: skip
