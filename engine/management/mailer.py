"""Sends mail through the configured server.

Blocking, with time limits, always from a worker thread. A server that speaks TLS has to prove its
name; a password goes over TLS only, or to this machine. Headers are made by
:class:`email.message.EmailMessage`, which refuses line ends in them. What goes wrong becomes one
sentence that says what to do; no word of it is a secret.
"""

import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Final, NamedTuple

from engine.errors import ControlError
from engine.logs import safe
from engine.store.mail_settings import MailSettings

TIMEOUT_S: Final = 20.0
"""For connecting and for each answer."""

MAX_REPLY: Final = 200
"""Characters of a server's answer that are passed on."""

_MEGABYTE: Final = 1_000_000
_TYPES: Final = {
    "csv": ("text", "csv"),
    "json": ("application", "json"),
    "pdf": ("application", "pdf"),
}
_BINARY: Final = ("application", "octet-stream")


class MailError(ControlError):
    """The mail did not go out, or not to all."""


class Attachment(NamedTuple):
    """A file and the name it gets in the mail."""

    path: Path
    name: str


class Mailer:
    """Sends mail.

    Args:
        settings: The settings in force; asked anew each time.
        wall: Present time, epoch seconds.
        context: What TLS trusts; the machine's authorities unless given.
        timeout_s: For connecting and for each answer.
    """

    def __init__(
        self,
        settings: Callable[[], MailSettings],
        wall: Callable[[], float],
        context: ssl.SSLContext | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._settings = settings
        self._wall = wall
        self._context = context
        self._timeout_s = timeout_s

    def test(self, to: str) -> str:
        """Send a mail that says nothing but that it came; the server that took it.

        Raises:
            MailError: it did not go out; says what to do.
        """
        text = "This is the test mail of Switchwarden. Reports can be sent to this address.\n"
        self.send([to], "Switchwarden: test mail", text)
        return self._settings().host

    def send(
        self, to: Sequence[str], subject: str, text: str, attachments: Sequence[Attachment] = ()
    ) -> None:
        """Send one mail to all of them.

        Raises:
            MailError: it did not go out, or not to all; says to whom not.
        """
        settings = self._settings()
        if not settings.ready:
            raise MailError("no mail server is configured; enter one first")
        message = self._message(settings, to, subject, text, attachments)
        try:
            with contextlib.closing(self._connect(settings)) as server:
                refused = server.send_message(message, settings.sender, list(to))
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    server.quit()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise MailError(explain(error, settings)) from error
        if refused:
            raise MailError(f"the mail server refuses {_names(refused)}; all others got the mail")

    def fits(self, attachments: Sequence[Attachment]) -> bool:
        """Whether files may be attached; else the mail says where they are."""
        size = sum(each.path.stat().st_size for each in attachments)
        return size <= self._settings().max_attachment_mb * _MEGABYTE

    def _message(
        self,
        settings: MailSettings,
        to: Sequence[str],
        subject: str,
        text: str,
        attachments: Sequence[Attachment],
    ) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["From"] = settings.sender
        message["To"] = ", ".join(to)
        message["Subject"] = one_line(subject)
        message["Date"] = format_datetime(datetime.fromtimestamp(self._wall(), UTC))
        message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notes, please
        message.set_content(text)
        for each in attachments:
            kind, sub = _TYPES.get(each.name.rpartition(".")[2], _BINARY)
            data = each.path.read_bytes()
            message.add_attachment(data, maintype=kind, subtype=sub, filename=each.name)
        return message

    def _connect(self, settings: MailSettings) -> smtplib.SMTP:
        context = self._context or ssl.create_default_context()
        place, wait = (settings.host, settings.port), self._timeout_s
        if settings.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=wait, context=context)
        else:
            server = smtplib.SMTP(*place, timeout=wait)
        try:
            if settings.security == "starttls":
                server.starttls(context=context)
            if settings.username:
                server.login(settings.username, settings.password)
        except BaseException:
            server.close()
            raise
        return server


def one_line(text: str) -> str:
    """The text without anything that could end a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def explain(error: Exception, settings: MailSettings) -> str:
    """What to do about it, in one sentence without secrets."""
    place = f"{settings.host} port {settings.port}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"{place} refuses user name or password; check both"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"the mail server refuses {_names(error.recipients)}; check the addresses"
    if isinstance(error, smtplib.SMTPSenderRefused):
        return f"the mail server refuses the sender {settings.sender} ({_reply(error.smtp_error)})"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return f"{place} does not offer what is asked for ({_reply(str(error))}); choose TLS"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{place} answers {error.smtp_code} ({_reply(error.smtp_error)})"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {place} cannot be trusted: {_reply(error.verify_message)}"
    return _unreachable(error, place)


def _unreachable(error: Exception, place: str) -> str:
    if isinstance(error, ssl.SSLError):
        return f"{place} does not speak TLS this way; check port and security"
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return f"{place} does not answer in time; check host, port and firewall"
    if isinstance(error, socket.gaierror):
        return f"the name of {place} cannot be resolved; check it"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return f"{place} closed the connection; try again"
    if isinstance(error, OSError):
        return f"{place} cannot be reached: {error.strerror or 'no connection'}"
    return f"{place} does not speak SMTP as expected ({_reply(str(error))})"


def _names(refused: dict[str, tuple[int, bytes]]) -> str:
    return ", ".join(sorted(refused))


def _reply(answer: bytes | str) -> str:
    """What a server says, on one line and not too much of it."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return safe(text)[:MAX_REPLY]
