"""The page of alarms: what stands now, the most serious first, live."""

from client.views.pages.alarms.page import AlarmPage

__all__ = ["AlarmPage"]
