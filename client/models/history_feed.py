"""Past lockouts and blocks for a page: asked for a piece at a time, newest first."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_address, ip_network
from pathlib import Path

from PySide6.QtCore import QObject

from client.api.client import ApiClient
from client.api.history_values import HistoryTerms, PastEvent
from client.api.values import Listing
from client.models.piece_feed import PIECE, PieceFeed
from client.session import Session


def terms_of(text: str, layer: str) -> HistoryTerms:
    """Return what a text asks for: an address or network, or words in any field."""
    text = text.strip()
    terms = HistoryTerms(layer=layer)
    try:
        if "/" in text:
            ip_network(text, strict=False)
        else:
            ip_address(text)
    except ValueError:
        return replace(terms, q=text)
    return replace(terms, address=text)


class HistoryFeed(PieceFeed):
    """Reads the history of a session."""

    key = "history"
    kinds = ("suspension", "blacklist")

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, HistoryTerms(), parent)

    def fetch(self, api: ApiClient, terms: HistoryTerms, cursor: str) -> Listing[PastEvent]:
        """Return a piece of the history."""
        return api.past_events(terms, cursor, PIECE)

    def write(self, api: ApiClient, terms: HistoryTerms, path: Path) -> int:
        """Write all of it to a file."""
        return api.save_past_events(terms, path)
