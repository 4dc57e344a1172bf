"""The last thousand call records, live; table, details and menu are those of the CDR page."""

from client.views.pages.recent_cdr.page import RecentCdrPage

__all__ = ["RecentCdrPage"]
