"""The page of scheduled reports: what runs by itself, when next, and how it went."""

from client.views.pages.schedules.page import SchedulePage

__all__ = ["SchedulePage"]
