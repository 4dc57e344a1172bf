"""How mail is sent; admins only. The password is written, never answered."""

from typing import Literal

from engine.api.models.mail import MailItem, MailPut, MailTest, MailTestResult
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import ADMIN, Admin, Engine
from engine.errors import ControlError
from engine.store.mail_settings import MailSettings

router = resource("/mail", tag="mail", needs=ADMIN)


@router.get("", responses=refusals(401, 403, 503))
def get_mail(services: Engine) -> MailItem:
    """The settings in force."""
    return _item(services.config.mail.get())


@router.put("", responses=refusals(400, 401, 403, 413, 415, 422, 503))
def set_mail(asked: MailPut, identity: Admin, services: Engine) -> MailItem:
    """Replace them; a password that is left out stays, for as long as server and user do."""
    settings = MailSettings(**asked.model_dump(exclude={"password"}))
    stored = services.config.mail.set(
        settings, asked.password, actor=identity.name, address=identity.address
    )
    return _item(stored)


@router.post("/test", responses=refusals(400, 401, 403, 413, 415, 422, 503))
def send_test_mail(asked: MailTest, identity: Admin, services: Engine) -> MailTestResult:
    """Send a test mail and say what the server made of it; takes up to a minute."""
    try:
        server = services.mail.test(asked.to)
        result = MailTestResult(sent=True, detail=f"{server} took the mail for {asked.to}.")
    except ControlError as error:
        result = MailTestResult(sent=False, detail=error.detail)
    services.config.audit.append(
        actor=identity.name,
        address=identity.address,
        action="mail.test",
        object="mail",
        after={"to": asked.to, "sent": result.sent},
    )
    return result


def _item(settings: MailSettings) -> MailItem:
    security: Literal["none", "starttls", "tls"] = settings.security  # type: ignore[assignment]
    return MailItem(
        host=settings.host,
        port=settings.port,
        security=security,
        username=settings.username,
        has_password=bool(settings.password),
        sender=settings.sender,
        max_attachment_mb=settings.max_attachment_mb,
        ready=settings.ready,
    )
