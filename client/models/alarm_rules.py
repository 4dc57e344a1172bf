"""Alarm rules in words, and as rows of a table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from client.api.alarm_rule_values import AlarmRule, RuleTest
from client.formats import Formats
from client.models.alarm_rule_names import rule_word
from client.models.alarm_text import severity_pill, severity_word
from client.models.columns import Column, Pill
from client.models.table import TableModel


class RuleTable(TableModel[AlarmRule]):
    """All rules by name."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(_columns(formats), lambda rule: rule.name, parent)


def _columns(formats: Formats) -> tuple[Column[AlarmRule], ...]:
    return (
        Column("name", _tr("Name"), lambda rule: rule_word(rule.name), 170),
        Column("state", _tr("State"), lambda rule: state(rule).word, 110, pill=state),
        Column("severity", _tr("Severity"), severity_word, 110, pill=severity_pill),
        Column("condition", _tr("Condition"), lambda rule: condition(rule, formats), 260),
        Column("quiet", _tr("Quiet time"), lambda rule: quiet(rule, formats), 100,
               sort_key=lambda rule: rule.quiet_s),
        Column("where", _tr("Where to"), where, 160),
        Column("figure", _tr("Figure"), lambda rule: rule.figure, 340),
    )  # fmt: skip


def state(rule: AlarmRule) -> Pill:
    """Return whether a rule is worked out."""
    if rule.enabled:
        return Pill("circle-check", _tr("enabled"), "ok")
    return Pill("ban", _tr("disabled"), "neutral")


def kinds_in_words() -> dict[str, str]:
    """Return what each kind of condition is called."""
    return {
        "level": _tr("At or above a value"),
        "below": _tr("At or below a value"),
        "rise": _tr("Rises by so much"),
        "absence": _tr("Is not there"),
    }


def severities_in_words() -> dict[str, str]:
    """Return what each severity is called."""
    return {"warning": _tr("Warning"), "critical": _tr("Critical")}


def condition(rule: AlarmRule, formats: Formats) -> str:
    """Return when a rule raises its alarm."""
    texts = {
        ("level", False): _tr("at or above {value}"),
        ("level", True): _tr("at or above {value} for {hold}"),
        ("below", False): _tr("at or below {value}"),
        ("below", True): _tr("at or below {value} for {hold}"),
        ("rise", False): _tr("rises by {value} or more within {window}"),
        ("rise", True): _tr("rises by {value} or more within {window}, for {hold}"),
        ("absence", False): _tr("is not there"),
        ("absence", True): _tr("is not there for {hold}"),
    }
    text = texts.get((rule.kind, rule.hold_s > 0), rule.kind)
    return text.format(
        value=number(rule.threshold),
        hold=formats.span(rule.hold_s),
        window=formats.span(rule.window_s),
    )


def quiet(rule: AlarmRule, formats: Formats) -> str:
    """Return for how long nobody is told a second time."""
    return formats.span(rule.quiet_s) if rule.quiet_s else _tr("none")


def where(rule: AlarmRule) -> str:
    """Return whom a rule tells beside this client."""
    hooked = (_tr("webhook"),) if rule.webhook else ()
    return ", ".join((*rule.mail, *hooked)) or _tr("only shown here")


def result_words(rule: AlarmRule, result: RuleTest) -> str:
    """Return what a test of a rule found and whom it reached, a line each."""
    if result.measured is None:
        found = _tr("There is no such figure now: {figure}.").format(figure=rule.figure)
    else:
        found = _tr("{figure} is {value} now.").format(
            figure=rule.figure, value=number(result.measured)
        )
    nobody = _tr("Nobody was told: the rule has neither a mail address nor the webhook.")
    return "\n".join((found, *(result.told or (nobody,))))


def number(value: float) -> str:
    """Return a figure, thousands separated and no digits that say nothing."""
    return f"{value:,.12g}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AlarmRules", text)
