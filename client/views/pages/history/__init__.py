"""The page of past lockouts and blocks: who, which layer, why, by whom, and when it ended."""

from client.views.pages.history.page import HistoryPage

__all__ = ["HistoryPage"]
