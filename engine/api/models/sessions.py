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
    """What may change of an operator; at least one of the two.

    A new password, and disabling, end the operator's sessions.
    """

    password: Password | None = Field(default=None, repr=False)
    enabled: bool | None = None


class OperatorItem(Answer):
    """One operator."""

    name: str
    role: RoleName
    enabled: bool
    created_at: Stamp
    password_changed_at: Stamp
    last_login_at: Stamp | None


class OperatorPage(Answer):
    """All operators, by name."""

    items: list[OperatorItem]
    next_cursor: str | None
