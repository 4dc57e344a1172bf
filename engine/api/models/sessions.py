"""Signing in, and the operators who do."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.common import Answer, Body, Password, Stamp, Text

RoleName = Literal["admin", "operator", "auditor"]


class SignIn(Body):
    """Name and password."""

    name: Annotated[Text, Field(min_length=1, max_length=64, examples=["admin"])]
    password: Password = Field(repr=False)


class WhoAmI(Answer):
    """The session that a token belongs to; the local token of the engine's machine never ends."""

    name: str
    role: RoleName
    expires_at: Stamp | None


class Grant(Answer):
    """A session that was opened; the token is not shown again."""

    token: Annotated[str, Field(repr=False)]
    name: str
    role: RoleName
    expires_at: Stamp


class NewOperator(Body):
    """Somebody who may sign in from now on."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.@+-]{1,64}$", examples=["maria"])]
    password: Password = Field(repr=False)
    role: RoleName


class OperatorChange(Body):
    """What may change of an operator; at least one of them.

    A new password, another role, and disabling end the operator's sessions.
    """

    password: Password | None = Field(default=None, repr=False)
    enabled: bool | None = None
    role: RoleName | None = None


class FailedSignIn(Answer):
    """A wrong password for an operator: when, and from where."""

    at: Stamp
    address: str


class OperatorItem(Answer):
    """One operator.

    ``failures`` counts the wrong passwords since the latest sign-in, or since the engine was
    started; ``failed`` are the latest of them, newest first, ten at most. ``sessions`` counts the
    sessions that run.
    """

    name: str
    role: RoleName
    enabled: bool
    created_at: Stamp
    password_changed_at: Stamp
    last_login_at: Stamp | None
    password_score: int | None
    failures: int
    failed: list[FailedSignIn]
    sessions: int


class OperatorPage(Answer):
    """All operators, by name."""

    items: list[OperatorItem]
    next_cursor: str | None


class SessionItem(Answer):
    """A client that is signed in; ``current`` is the one that asks."""

    id: str
    operator: str
    role: RoleName
    address: str
    created_at: Stamp
    expires_at: Stamp
    current: bool


class SessionPage(Answer):
    """Who is signed in, the newest first; the first 1,000."""

    items: list[SessionItem]
    next_cursor: str | None
