"""The report on passwords of endpoints and operators."""

from client.views.pages.passwords.page import PasswordPage

__all__ = ["PasswordPage"]
