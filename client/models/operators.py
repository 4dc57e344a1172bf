"""Operators as rows of a table, with who is signed in and whose sign-in is refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QObject

from client.api.block_values import Throttle
from client.api.client import ApiClient
from client.api.operator_values import Operator, SignedIn
from client.formats import DASH, Formats
from client.models.columns import Column, Pill
from client.models.endpoint_passwords import PasswordPolicy, strength_word
from client.models.endpoint_policy import fetch_policy
from client.models.list_feed import ListFeed
from client.models.table import TableModel
from client.session import Session

ROLES = ("admin", "operator", "auditor")


@dataclass(frozen=True, slots=True)
class Staff:
    """Everything about those who sign in.

    Attributes:
        operators: by name.
        sessions: who is signed in.
        throttles: sign-ins that are refused.
        policy: what a password must have.
    """

    operators: tuple[Operator, ...] = ()
    sessions: tuple[SignedIn, ...] = ()
    throttles: tuple[Throttle, ...] = ()
    policy: PasswordPolicy = field(default_factory=PasswordPolicy)

    def of(self, name: str) -> tuple[list[SignedIn], list[Throttle]]:
        """Return the sessions of an operator, and what concerns his sign-in."""
        sessions = [each for each in self.sessions if each.operator == name]
        return sessions, [each for each in self.throttles if each.name == name]

    def last_admin(self, row: Operator) -> bool:
        """Say whether nobody else could administer."""
        others = [
            each for each in self.operators
            if each.role == "admin" and each.enabled and each.name != row.name
        ]  # fmt: skip
        return row.role == "admin" and row.enabled and not others


class OperatorFeed(ListFeed[Staff]):
    """Operators of a session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "operators", Staff(), parent)

    def read(self, api: ApiClient) -> Staff:
        """Ask for the operators, their sessions, refused sign-ins and the policy."""
        found = api.operators(), api.sessions()
        return Staff(*found, api.throttles().items, fetch_policy(api).passwords)


class OperatorTable(TableModel[Operator]):
    """Operators by name."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(_columns(formats), lambda row: row.name, parent)


def _columns(formats: Formats) -> tuple[Column[Operator], ...]:
    return (
        Column("name", _tr("Operator"), lambda row: row.name, 150),
        Column("role", _tr("Role"), lambda row: role_word(row.role), 130),
        Column("state", _tr("State"), lambda row: state_pill(row).word, 160, pill=state_pill),
        Column("last", _tr("Last sign-in"), lambda row: formats.date_time(row.last_login_at), 172,
               sort_key=lambda row: row.last_login_at.timestamp() if row.last_login_at else 0.0),
        Column("failures", _tr("Failed sign-ins"), lambda row: formats.count(row.failures), 120,
               "right", sort_key=lambda row: row.failures,
               tone=lambda row: "bad" if row.failures else ""),
        Column("strength", _tr("Password"), lambda row: strength_word(row.password_score), 110),
        Column("changed", _tr("Password set"),
               lambda row: formats.date_time(row.password_changed_at), 172,
               sort_key=lambda row: row.password_changed_at.timestamp()),
    )  # fmt: skip


def role_word(role: str) -> str:
    """Return what a role is called."""
    words = {
        "admin": _tr("Administrator"), "operator": _tr("Operator"), "auditor": _tr("Auditor"),
    }  # fmt: skip
    return words.get(role, role)


def role_hint(role: str) -> str:
    """Return what a role may do."""
    words = {
        "admin": _tr("Changes everything: parameters, gateways, operators and access."),
        "operator": _tr("Acts on endpoints, blocks, calls and exports."),
        "auditor": _tr("Reads everything and changes nothing."),
    }
    return words.get(role, "")


def state_pill(row: Operator) -> Pill:
    """Return whether an operator may sign in, and is."""
    if not row.enabled:
        return Pill("user-off", _tr("Disabled"), "neutral")
    if row.sessions:
        return Pill("circle-check", _tr("Signed in ({count})").format(count=row.sessions), "ok")
    return Pill("circle-dashed", _tr("Not signed in"), "neutral")


def session_text(session: SignedIn, formats: Formats) -> str:
    """Return from where and since when somebody is signed in."""
    words = _tr("{address} since {moment}")
    moment = formats.date_time(session.created_at)
    return words.format(address=session.address or DASH, moment=moment)


def throttle_text(throttle: Throttle, formats: Formats) -> str:
    """Return from where a sign-in is refused, and until when."""
    words = _tr("{address} until {moment}, after %Ln wrong password(s)", throttle.failures)
    return words.format(
        address=throttle.address, moment=formats.date_time(throttle.until)
    )  # fmt: skip


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("Operators", text, "", count)
