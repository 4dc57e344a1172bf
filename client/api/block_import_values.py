"""What a list of addresses for the blacklist came to, as the engine answers it."""

from __future__ import annotations

from dataclasses import dataclass

from client.api.values import LineProblem


@dataclass(frozen=True, slots=True)
class ListHit:
    """A place of the list that would cut somebody off.

    Attributes:
        line: its number in the file, from 1.
        value: the address or network.
        live_endpoints: how many phones are registered from there now.
        extensions: the first of them.
        gateways: gateways that are there.
        trusted: entries of the allow list in it or around it.
        own_address: whether the one who asks is there.
    """

    line: int
    value: str
    live_endpoints: int = 0
    extensions: tuple[str, ...] = ()
    gateways: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    own_address: bool = False


@dataclass(frozen=True, slots=True)
class ListReport:
    """What an import did, or would do in a dry run.

    Attributes:
        entries: places of the list.
        already: those that are blocked already.
        added: those that were put there, or would be.
        skipped: those left out because they would cut somebody off.
        hits: the first of the places that would.
        hit_count: all of them.
        errors: the first of the lines that were not taken.
        fault_count: all of them.
        dry_run: whether nothing was changed.
    """

    entries: int
    already: int
    added: int
    skipped: int = 0
    hits: tuple[ListHit, ...] = ()
    hit_count: int = 0
    errors: tuple[LineProblem, ...] = ()
    fault_count: int = 0
    dry_run: bool = False
