"""How mail is sent: what is written, what is answered, and a test."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from engine.api.models.common import Answer, Body, Text
from engine.api.models.schedules import MailAddress

Host = Annotated[
    str,
    Field(
        max_length=253,
        pattern=r"^([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45})?$",
        examples=["mail.example.org"],
    ),
]
_LOCAL = ("localhost", "127.0.0.1", "::1")


class MailPut(Body):
    """The settings; an empty ``host`` switches mail off.

    ``password`` is only written: left out it stays, for as long as server and user do. A password
    is never sent without TLS but to this machine itself.
    """

    host: Host = ""
    port: Annotated[int, Field(ge=1, le=65_535)] = 587
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: Annotated[Text, Field(max_length=128)] = ""
    password: Annotated[Text, Field(max_length=256)] | None = None
    sender: MailAddress | Literal[""] = ""
    max_attachment_mb: Annotated[int, Field(ge=1, le=50)] = 10

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.host and not self.sender:
            raise ValueError("a sender is needed: the address that mails come from")
        if self.security == "none" and self.username and self.host not in _LOCAL:
            raise ValueError("user and password need STARTTLS or TLS unless the server is this one")
        return self


class MailItem(Answer):
    """The settings, but for the password."""

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    username: str
    has_password: bool
    sender: str
    max_attachment_mb: int
    ready: bool


class MailTest(Body):
    """Where a mail is sent to that says nothing but that it came."""

    to: MailAddress


class MailTestResult(Answer):
    """Whether the server took it; if not, why and what to do."""

    sent: bool
    detail: str
