"""What is wrong with the account and the registration of a typed gateway.

The part of :mod:`client.models.gateway_rules` that mirrors what the engine takes of them.
"""

import re
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from client.api.call_values import Gateway

LONGEST_PASSWORD = 128
_USERNAME = re.compile(r"[!#-9;-\[\]-~]{0,128}")
_CONTACT = re.compile(r"[0-9A-Za-z_.+*#-]{0,64}")


def account_problems(draft: Gateway, is_target: Callable[[str], bool]) -> dict[str, str]:
    """Return a sentence for every field, empty for those that are fine."""
    has_password = bool(draft.password) or draft.password_set
    return {
        "username": _username(draft),
        "password": _tr("A password is needed.") if draft.username and not has_password else "",
        "registrar": (
            _tr("“{line}” is not an address.").format(line=draft.registrar)
            if draft.registrar and not is_target(draft.registrar)
            else ""
        ),
        "contact_number": (
            "" if _CONTACT.fullmatch(draft.contact_number) else _tr("Digits, letters, _ . + * # -")
        ),
    }


def _username(draft: Gateway) -> str:
    if not _USERNAME.fullmatch(draft.username):
        return _tr("Printable characters without spaces, colon, quote and backslash.")
    if not draft.username and (draft.password or draft.registers):
        return _tr("A user name is needed.")
    return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("AccountRules", text)
