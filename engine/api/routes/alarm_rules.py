"""Alarm rules over any exported figure, the webhook they tell, and acknowledging alarms."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Header, Path, Request, Response

from engine.api.alarm_board import acknowledged_item
from engine.api.alarm_evaluation import measure
from engine.api.exposition import figures_of
from engine.api.figure_list import figure_items, require_figure
from engine.api.models.alarms import (
    Acknowledge,
    AlarmRuleBody,
    AlarmRuleItem,
    AlarmRuleList,
    AlarmRuleTest,
    FigureList,
    WebhookItem,
    WebhookPut,
)
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Admin, Engine, Operator
from engine.errors import NotFound
from engine.store.alarm_rules import AlarmRule, Webhook

Name = Annotated[str, Path(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*$")]

router = resource("/alarms", tag="system", needs=SIGNED_IN)


@router.get("/figures", responses=refusals(401, 422, 503))
def get_alarm_figures(
    request: Request, services: Engine, accept_language: Annotated[str, Header()] = ""
) -> FigureList:
    """Every figure that a rule may be about, with unit, meaning and present value."""
    figures = figures_of(services, request.app.state.stats)
    return FigureList(items=figure_items(figures, accept_language))


@router.get("/rules", responses=refusals(401, 503))
def get_alarm_rules(services: Engine) -> AlarmRuleList:
    """All rules by name; those that an engine ships with are changed like others."""
    return AlarmRuleList(items=[_item(rule) for rule in services.config.alarm_rules.all()])


@router.put("/rules/{name}", responses=refusals(400, 401, 403, 409, 413, 415, 422, 503))
def put_alarm_rule(
    request: Request, name: Name, asked: AlarmRuleBody, identity: Admin, services: Engine
) -> AlarmRuleItem:
    """Add a rule, or replace the one of this name; it counts from the next look on.

    A figure that the engine does not have is refused with the nearest names.
    """
    require_figure(asked.figure, figures_of(services, request.app.state.stats))
    values: dict[str, Any] = asked.model_dump(exclude={"reason", "mail"})
    rule = AlarmRule(name=name, mail=tuple(asked.mail), **values)
    by = {"actor": identity.name, "address": identity.address}
    return _item(services.config.alarm_rules.put(rule, reason=asked.reason, **by))


@router.delete("/rules/{name}", status_code=204, responses=refusals(401, 403, 404, 422, 503))
def delete_alarm_rule(name: Name, identity: Admin, services: Engine) -> Response:
    """Forget a rule; its alarm leaves with it."""
    by = {"actor": identity.name, "address": identity.address}
    services.config.alarm_rules.remove(name, **by)
    return Response(status_code=204)


@router.post("/rules/{name}/test", responses=refusals(401, 403, 404, 422, 503))
def probe_alarm_rule(
    request: Request, name: Name, identity: Admin, services: Engine
) -> AlarmRuleTest:
    """Measure the figure now and send a test to whoever the rule tells; takes up to a minute."""
    rule = next((each for each in services.config.alarm_rules.all() if each.name == name), None)
    if rule is None:
        raise NotFound("there is no alarm rule of that name")
    told = services.alarm_test(rule)
    services.config.audit.append(
        actor=identity.name,
        address=identity.address,
        action="alarm_rule.test",
        object=f"alarm_rule:{name}",
        after={"told": told},
    )
    measured = measure(rule, figures_of(services, request.app.state.stats))
    return AlarmRuleTest(measured=measured, told=told)


@router.get("/webhook", responses=refusals(401, 403, 503))
def get_alarm_webhook(_: Admin, services: Engine) -> WebhookItem:
    """Where alarms are posted to."""
    return _webhook(services.config.alarm_rules.webhook())


@router.put("/webhook", responses=refusals(400, 401, 403, 413, 415, 422, 503))
def put_alarm_webhook(asked: WebhookPut, identity: Admin, services: Engine) -> WebhookItem:
    """Replace it. Messages carry `X-Switchwarden-Timestamp` and `X-Switchwarden-Signature`.

    The latter is `sha256=` and the HMAC-SHA256, under the secret, of timestamp, a dot and body.
    """
    by = {"actor": identity.name, "address": identity.address}
    return _webhook(services.config.alarm_rules.set_webhook(asked.url, asked.secret, **by))


@router.post(
    "/acknowledge",
    status_code=204,
    responses=refusals(400, 401, 403, 404, 413, 415, 422, 503),
)
def acknowledge_alarm(asked: Acknowledge, identity: Operator, services: Engine) -> Response:
    """Take an alarm on: everybody sees by whom, until it is over."""
    standing = {each.id: each for each in services.alarms.all()}
    found = standing.get(asked.id)
    if found is None:
        raise NotFound("this alarm does not stand any more")
    made = services.config.alarm_rules.acknowledge(
        found.id,
        found.since,
        actor=identity.name,
        address=identity.address,
        standing=standing,
    )
    services.events.publish("alarm", [acknowledged_item(found, made.by, made.at)])
    return Response(status_code=204)


def _item(rule: AlarmRule) -> AlarmRuleItem:
    return AlarmRuleItem(**{**asdict(rule), "mail": list(rule.mail)})


def _webhook(webhook: Webhook) -> WebhookItem:
    return WebhookItem(url=webhook.url, has_secret=bool(webhook.secret))
