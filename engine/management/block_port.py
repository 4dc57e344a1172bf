"""The blacklist and the allow list of the switch, as the rest of management sees them."""

from abc import ABC, abstractmethod
from typing import Any

from engine.control.blocks import Behind, BlockInfo, Hit, TrustInfo, Unblocked
from engine.control.limits import LimitedInfo
from engine.control.messages import Undone, convert
from engine.control.operations import Op


class BlockPort(ABC):
    """That part of :class:`engine.api.switch_port.SwitchPort`."""

    @abstractmethod
    def ask(self, operation: Op, arguments: dict[str, Any]) -> Any:
        """The result of one operation of the switch.

        Raises:
            ControlError: the switch refuses, does not answer in time, or is not there.
        """

    def blocks(self, before: str, limit: int, *, kind: str = "", q: str = "") -> list[BlockInfo]:
        """Entries of the blacklist, the newest first."""
        arguments = {"before": before, "limit": limit, "kind": kind, "q": q}
        return convert(self.ask(Op.BLOCKS, arguments), list[BlockInfo])

    def block_of(self, entry_id: str) -> BlockInfo | None:
        """One entry, None when there is none of this id."""
        found = convert(self.ask(Op.BLOCKS, {"entry": entry_id}), list[BlockInfo])
        return found[0] if found else None

    def block(
        self, value: str, reason: str, by: str, until: float | None, kind: str = ""
    ) -> BlockInfo:
        """Block a place, or a ``number``."""
        arguments = {"value": value, "reason": reason, "by": by, "until": until, "kind": kind}
        return convert(self.ask(Op.BLOCK, arguments), BlockInfo)

    def block_change(
        self, entry_id: str, until: float | None, by: str, reason: str
    ) -> BlockInfo | None:
        """Give an entry another end; None when it is gone."""
        arguments = {"entry": entry_id, "until": until, "by": by, "reason": reason}
        found = convert(self.ask(Op.BLOCK_CHANGE, arguments), list[BlockInfo])
        return found[0] if found else None

    def unblock(self, entry_id: str, by: str, trust_s: float) -> Unblocked:
        """Remove an entry and trust its source for a while."""
        arguments = {"entry": entry_id, "by": by, "trust_s": trust_s}
        return convert(self.ask(Op.UNBLOCK, arguments), Unblocked)

    def undo(self, value: str, by: str) -> Undone:
        """Clear the extensions that a place has attacked."""
        return convert(self.ask(Op.UNDO, {"value": value, "by": by}), Undone)

    def behind(self, value: str) -> Behind:
        """Who stands behind a place."""
        return convert(self.ask(Op.BEHIND, {"value": value}), Behind)

    def blocks_look(self, values: list[str]) -> list[Hit]:
        """Those of these places that hit somebody or are listed already."""
        return convert(self.ask(Op.BLOCKS_LOOK, {"values": values}), list[Hit])

    def blocks_import(self, rows: list[dict[str, Any]], by: str) -> int:
        """Block many places; how many were not listed before."""
        return convert(self.ask(Op.BLOCKS_IMPORT, {"rows": rows, "by": by}), int)

    def limits(self, before: str, limit: int, *, q: str = "") -> list[LimitedInfo]:
        """Sources over a rate limit, the newest first."""
        arguments = {"before": before, "limit": limit, "q": q}
        return convert(self.ask(Op.LIMITS, arguments), list[LimitedInfo])

    def lift(self, entry_id: str) -> LimitedInfo | None:
        """Let a source begin anew; what was held against it."""
        found = convert(self.ask(Op.LIFT, {"entry": entry_id}), list[LimitedInfo])
        return found[0] if found else None

    def operators(self, addresses: list[str]) -> None:
        """Tell from where operators are signed in."""
        self.ask(Op.OPERATORS, {"addresses": addresses})

    def trusted(self, before: str, limit: int, *, kind: str = "", q: str = "") -> list[TrustInfo]:
        """Entries of the allow list, the newest first."""
        arguments = {"before": before, "limit": limit, "kind": kind, "q": q}
        return convert(self.ask(Op.TRUSTED, arguments), list[TrustInfo])

    def trust(self, value: str, comment: str, by: str, until: float | None) -> TrustInfo:
        """Trust a place."""
        arguments = {"value": value, "comment": comment, "by": by, "until": until}
        return convert(self.ask(Op.TRUST, arguments), TrustInfo)

    def distrust(self, entry_id: str, by: str) -> TrustInfo | None:
        """Take an entry of the allow list back; None when there is none."""
        arguments = {"entry": entry_id, "by": by}
        found = convert(self.ask(Op.DISTRUST, arguments), list[TrustInfo])
        return found[0] if found else None
