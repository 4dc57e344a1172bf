"""What of the blacklist the kernel enforces (requirements 134, 135, 137)."""

from typing import Literal

from engine.api.models.common import Answer, Body

KernelState = Literal["off", "enforced", "pending", "unavailable"]


class KernelHealth(Answer):
    """Whether the kernel drops what the blacklist lists, and why not; "" when nothing is wrong."""

    state: KernelState
    reason: str


class KernelStatus(KernelHealth):
    """The same with its figures.

    ``withheld`` entries would hit somebody on the allow list: the softswitch drops them itself.
    ``drift`` counts what somebody else had changed in the table and was put right.
    """

    elements: int
    waiting: int
    withheld: int
    drift: int
    dropped_packets: int
    dropped_bytes: int
    batches: int
    failures: int
    pid: int | None
    restarts: int


class RulesQuery(Body):
    """For which program the file is."""

    format: Literal["nft", "iptables", "ip6tables"] = "nft"


class RuleFile(Answer):
    """A file for the firewall, whole; ``entries`` is how many blocked places are in it."""

    format: Literal["nft", "iptables", "ip6tables"]
    entries: int
    text: str
