"""The page of retention: what would be removed, removing it, and what was removed."""

from client.views.pages.retention.page import RetentionPage

__all__ = ["RetentionPage"]
