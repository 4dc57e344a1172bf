"""What the actions and objects of the audit are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

TONES = {"remove": "bad", "delete": "bad", "disable": "bad", "blocked": "bad", "end": "warning"}
"""By the last part of an action."""

OPENS = {"add": "ok", "create": "ok", "enable": "ok"}


def action_word(action: str) -> str:
    """Return an action in words; one of a newer engine as its code."""
    for words in (_words_of_settings(), _words_of_defence(), _words_of_records()):
        if action in words:
            return words[action]
    return action


def group_word(group: str) -> str:
    """Return what the actions of a group, ``parameter.``, are about."""
    words = {
        "parameter.": _tr("System parameters"),
        "endpoint.": _tr("Endpoints"),
        "gateway.": _tr("Gateways"),
        "operator.": _tr("Operators"),
        "session.": _tr("Sign-ins"),
        "refused.": _tr("Refusals"),
        "blacklist.": _tr("Blacklist"),
        "allowlist.": _tr("Allow list"),
        "suspension.": _tr("Lockouts"),
        "throttle.": _tr("Sign-in limits"),
        "limit.": _tr("Rate limits"),
        "alarm.": _tr("Alarms"),
        "alarm_rule.": _tr("Alarm rules"),
        "alarm_webhook.": _tr("Webhook"),
        "call.": _tr("Calls"),
        "export.": _tr("Exports"),
        "history.": _tr("History"),
        "hold.": _tr("Legal holds"),
        "retention.": _tr("Retention"),
        "schedule.": _tr("Scheduled reports"),
        "mail.": _tr("Mail"),
        "view.": _tr("Shared views"),
        "audit.": _tr("Audit"),
        "report.": _tr("Reports"),
        "lockout.": _tr("Self-proof"),
    }
    return words.get(group, group.rstrip("."))


def kind_word(kind: str) -> str:
    """Return what a kind of objects, ``endpoint:``, is called."""
    words = {
        "parameter:": _tr("Parameter"),
        "endpoint:": _tr("Endpoint"),
        "gateway:": _tr("Gateway"),
        "operator:": _tr("Operator"),
        "blacklist:": _tr("Blacklist entry"),
        "allowlist:": _tr("Allow list entry"),
        "suspension:": _tr("Lockout"),
        "throttle:": _tr("Sign-in limit"),
        "limit:": _tr("Rate limit"),
        "alarm:": _tr("Alarm"),
        "alarm_rule:": _tr("Alarm rule"),
        "address:": _tr("Address"),
        "call:": _tr("Call"),
        "export:": _tr("Export"),
        "hold:": _tr("Legal hold"),
        "schedule:": _tr("Schedule"),
        "view:": _tr("View"),
        "proof:": _tr("Self-proof"),
    }
    return words.get(kind, kind.rstrip(":"))


def object_word(name: str) -> str:
    """Return an object with its kind in words: "Endpoint 1001"."""
    kind, sign, what = name.partition(":")
    return f"{kind_word(kind + sign)} {what}" if sign else name


def tone_of(action: str) -> str:
    """Return the tone of an action: what takes away is bad, what adds is good."""
    last = action.rpartition(".")[2]
    if action.startswith("refused."):
        return "warning"
    if action == "blacklist.add":
        return "bad"
    return TONES.get(last) or OPENS.get(last) or "neutral"


def groups(actions: tuple[str, ...]) -> list[str]:
    """Return the groups of actions, each once, in order."""
    return sorted({f"{action.partition('.')[0]}." for action in actions})


def _words_of_settings() -> dict[str, str]:
    return {
        "parameter.set": _tr("Parameter changed"),
        "parameter.return": _tr("Timed change returned"),
        "endpoint.create": _tr("Endpoint created"),
        "endpoint.update": _tr("Endpoint changed"),
        "endpoint.delete": _tr("Endpoint deleted"),
        "gateway.create": _tr("Gateway created"),
        "gateway.update": _tr("Gateway changed"),
        "gateway.delete": _tr("Gateway deleted"),
        "operator.add": _tr("Operator added"),
        "operator.role": _tr("Role changed"),
        "operator.password": _tr("Password changed"),
        "operator.enable": _tr("Operator enabled"),
        "operator.disable": _tr("Operator disabled"),
        "operator.remove": _tr("Operator removed"),
        "session.create": _tr("Signed in"),
        "session.delete": _tr("Signed out"),
        "session.end": _tr("Signed out by an admin"),
        "session.blocked": _tr("Sign-in closed"),
        "mail.set": _tr("Mail settings changed"),
        "mail.test": _tr("Test mail sent"),
        "alarm_rule.create": _tr("Alarm rule created"),
        "alarm_rule.update": _tr("Alarm rule changed"),
        "alarm_rule.delete": _tr("Alarm rule deleted"),
        "alarm_rule.test": _tr("Alarm rule tested"),
        "alarm_webhook.set": _tr("Webhook changed"),
        "alarm.acknowledge": _tr("Alarm acknowledged"),
    }


def _words_of_defence() -> dict[str, str]:
    return {
        "blacklist.add": _tr("Blocked"),
        "blacklist.change": _tr("Block changed"),
        "blacklist.remove": _tr("Unblocked"),
        "blacklist.import": _tr("Block list imported"),
        "allowlist.add": _tr("Trusted"),
        "allowlist.remove": _tr("Trust removed"),
        "suspension.clear": _tr("Lockout cleared"),
        "throttle.open": _tr("Sign-in opened"),
        "limit.lift": _tr("Rate limit lifted"),
        "lockout.prove": _tr("Lockout proved"),
        "refused.sign-in": _tr("Wrong passwords"),
        "refused.throttled": _tr("Sign-ins while closed"),
        "refused.blocked": _tr("Sign-in closed often"),
        "refused.token": _tr("Requests without sign-in"),
        "refused.role": _tr("Requests above the role"),
    }


def _words_of_records() -> dict[str, str]:
    return {
        "call.hang_up": _tr("Call hung up"),
        "call.test": _tr("Test call"),
        "call.trace_export": _tr("Trace exported"),
        "export.create": _tr("Export made"),
        "export.cancel": _tr("Export cancelled"),
        "export.download": _tr("Export downloaded"),
        "history.export": _tr("History exported"),
        "audit.export": _tr("Audit exported"),
        "audit.verify": _tr("Audit verified"),
        "audit.adopt": _tr("Old audit taken over"),
        "audit.remove": _tr("Old audit removed"),
        "hold.add": _tr("Legal hold added"),
        "hold.lift": _tr("Legal hold lifted"),
        "retention.run": _tr("Old records removed"),
        "report.security": _tr("Security report made"),
        "schedule.create": _tr("Schedule created"),
        "schedule.update": _tr("Schedule changed"),
        "schedule.delete": _tr("Schedule deleted"),
        "schedule.run": _tr("Schedule run"),
        "view.create": _tr("View shared"),
        "view.update": _tr("Shared view changed"),
        "view.delete": _tr("Shared view deleted"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("AuditWords", text)
