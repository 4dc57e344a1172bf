"""The page of the audit: who changed or undid what, and whether it is still what was written."""

from client.views.pages.audit.page import AuditPage

__all__ = ["AuditPage"]
