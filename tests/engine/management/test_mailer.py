"""Mail through real SMTP servers on loopback: with STARTTLS, with TLS, and with neither."""

import email
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from engine.certificates import create
from engine.management.mailer import Attachment, Mailer, MailError, explain, one_line
from engine.store.mail_settings import MailSettings

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")  # of the servers

PASSWORD = "Sehr-Geheim-9!"
TO = ["audit@example.org", "boss@example.org"]


class Inbox:
    """Takes mail; refuses one address."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        mail: Any = email.message_from_bytes(envelope.content, policy=SMTP_POLICY)
        self.mails.append((list(envelope.rcpt_tos), mail))
        return "250 OK"


def authenticated(_server, _session, _envelope, _mechanism, data) -> AuthResult:  # type: ignore[no-untyped-def]
    right = (data.login, data.password) == (b"pbx", PASSWORD.encode())
    return AuthResult(success=right, handled=False)


class Post:
    """A server of one kind, and the settings that fit it."""

    def __init__(self, security: str, port: int, inbox: Inbox, trusted: ssl.SSLContext) -> None:
        self.inbox = inbox
        self.settings = MailSettings(
            "localhost", port, security, "pbx", PASSWORD, "pbx@example.org", 1
        )
        self.mailer = Mailer(lambda: self.settings, lambda: 1_700_000_000.0, trusted, 10.0)


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Post]]:
    """Servers, each started when it is first asked for."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    create(certificate, key, ["localhost"], 30, time.time())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    trusted = ssl.create_default_context(cafile=str(certificate))
    started: dict[str, tuple[Post, Controller]] = {}

    def post(security: str) -> Post:
        if security not in started:
            kinds: dict[str, dict[str, Any]] = {
                "tls": {"ssl_context": context},
                "starttls": {"tls_context": context, "require_starttls": True},
                "none": {"auth_require_tls": False},
            }
            inbox = Inbox()
            secured = {"authenticator": authenticated, "auth_required": True, **kinds[security]}
            if security == "tls":
                secured["auth_require_tls"] = False  # the library means STARTTLS by it
            controller = Controller(inbox, "localhost", free_port(), **secured)
            controller.start()
            made = Post(security, controller.port, inbox, trusted)
            started[security] = made, controller
        return started[security][0]

    yield post
    for _, controller in started.values():
        controller.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_a_mail_arrives_whole(
    posts: Callable[[str], Post], security: str, tmp_path: Path
) -> None:  # req 55
    post = posts(security)
    file = tmp_path / "x"
    file.write_bytes(b"%PDF-1.4 \x00\xff")
    attached = [Attachment(file, "report.pdf")]
    post.mailer.send(TO, "Täglich: 报告\r\nBcc: evil@example.org", "Grüße\n", attached)
    receivers, mail = post.inbox.mails.pop()
    assert receivers == TO
    assert (mail["From"], mail["To"]) == ("pbx@example.org", ", ".join(TO))
    assert mail["Subject"] == "Täglich: 报告 Bcc: evil@example.org"
    assert mail["Bcc"] is None
    assert mail["Message-ID"].endswith("@example.org>")
    body: Any = mail.get_body()
    assert body.get_content() == "Grüße\r\n"
    (part,) = mail.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == ("report.pdf", "application/pdf")
    assert part.get_payload(decode=True) == file.read_bytes()
    assert post.mailer.test("audit@example.org") == "localhost"
    assert "test mail" in post.inbox.mails.pop()[1]["Subject"]


def failure(mailer: Mailer, to: list[str] = TO) -> str:
    with pytest.raises(MailError) as raised:
        mailer.send(to, "x", "y")
    assert PASSWORD not in str(raised.value)
    return raised.value.detail


def test_a_wrong_password_is_told(posts: Callable[[str], Post]) -> None:
    post = posts("starttls")
    wrong = replace(post.settings, password="wrong")
    mailer = Mailer(lambda: wrong, lambda: 0.0, post.mailer._context, 10.0)
    assert "refuses user name or password" in failure(mailer)
    assert post.inbox.mails == []


def test_refused_recipients_are_named(posts: Callable[[str], Post]) -> None:
    post = posts("starttls")
    assert "refuses nobody@example.org;" in failure(post.mailer, ["nobody@example.org"])
    assert post.inbox.mails == []
    some = failure(post.mailer, ["nobody@example.org", "audit@example.org"])
    assert some.endswith("all others got the mail")
    assert post.inbox.mails.pop()[0] == ["audit@example.org"]


def test_a_certificate_that_nobody_vouches_for_is_refused(posts: Callable[[str], Post]) -> None:
    for security in ("starttls", "tls"):
        post = posts(security)
        stranger = Mailer(lambda post=post: post.settings, lambda: 0.0, None, 10.0)  # type: ignore[misc]
        assert "cannot be trusted" in failure(stranger)
        other = replace(post.settings, host="127.0.0.1")
        elsewhere = Mailer(lambda other=other: other, lambda: 0.0, post.mailer._context, 10.0)  # type: ignore[misc]
        assert "cannot be trusted" in failure(elsewhere), "the name has to be right as well"


def test_a_server_without_tls_gets_no_password(posts: Callable[[str], Post]) -> None:
    plain = posts("none")
    wanted = replace(plain.settings, security="starttls")
    mailer = Mailer(lambda: wanted, lambda: 0.0, plain.mailer._context, 10.0)
    assert "choose TLS" in failure(mailer)
    wanted = replace(plain.settings, security="tls")
    assert "check port and security" in failure(mailer)


def test_a_server_that_is_gone_or_silent_is_told() -> None:
    gone = MailSettings("127.0.0.1", free_port(), "none", sender="a@b")
    assert "cannot be reached" in failure(Mailer(lambda: gone, lambda: 0.0))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mute = replace(gone, port=silent.getsockname()[1])
        assert "in time" in failure(Mailer(lambda: mute, lambda: 0.0, None, 0.2))
    assert "no mail server" in failure(Mailer(MailSettings, lambda: 0.0))


def test_what_a_server_says_is_one_short_line() -> None:
    error = smtplib.SMTPDataError(552, b"too\r\nlarge" + b"x" * 500)
    said = explain(error, MailSettings("h", 25))
    assert "\n" not in said
    assert len(said) < 300
    assert one_line("a\r\nb\x00 c") == "a b c"


def test_files_up_to_the_limit_are_attached(tmp_path: Path) -> None:
    mailer = Mailer(lambda: MailSettings(max_attachment_mb=1), lambda: 0.0)
    file = tmp_path / "x"
    file.write_bytes(b"x" * 1_000_000)
    assert mailer.fits([Attachment(file, "x")])
    file.write_bytes(b"x" * 1_000_001)
    assert not mailer.fits([Attachment(file, "x")])
