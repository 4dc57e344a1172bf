"""The checklist of a safe set-up."""

from client.views.pages.checklist.page import ChecklistPage

__all__ = ["ChecklistPage"]
