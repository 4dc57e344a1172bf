"""What of the blacklist the kernel of the engine's machine enforces, as the engine answers it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KernelStatus:
    """How it stands.

    Attributes:
        state: ``off``, ``enforced``, ``pending`` or ``unavailable``.
        reason: why it is not enforced; empty when nothing is wrong.
        elements: addresses and networks in the kernel.
        waiting: changes on their way there.
        withheld: entries left out because they would hit somebody trusted.
        drift: strange changes that were put right.
        dropped_packets: what the kernel dropped.
    """

    state: str = "off"
    reason: str = ""
    elements: int = 0
    waiting: int = 0
    withheld: int = 0
    drift: int = 0
    dropped_packets: int = 0


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The blacklist as a file for a firewall.

    Attributes:
        format: ``nft``, ``iptables`` or ``ip6tables``.
        entries: how many blocked places are in it.
        text: the file, whole.
    """

    format: str
    entries: int
    text: str
