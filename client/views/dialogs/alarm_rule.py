"""The editor of one alarm rule; open until the engine accepts it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from client.api.alarm_rule_values import AlarmRule
from client.models.alarm_figures import found, hint
from client.models.alarm_rule_draft import (
    MAX_FIGURE,
    MAX_NAME,
    addresses_in,
    figure_fits,
    name_fits,
    plain_number,
    threshold_in,
    whole,
)
from client.models.alarm_rule_feed import RuleListing
from client.models.alarm_rule_names import rule_word
from client.models.alarm_rules import kinds_in_words, severities_in_words
from client.theme import Theme
from client.views.dialogs.editor import EditorFrame
from client.views.widgets.fields import Field
from client.views.widgets.figure_field import FigureField
from client.views.widgets.number_field import NumberField
from client.views.widgets.select import Select

LONGEST_WINDOW_S = 3600
LONGEST_S = 604_800
EXAMPLE = 'switchwarden_module_up{module="switch"}'


class AlarmRuleDialog(EditorFrame):
    """Asks for a rule; one without a name is a new one.

    Signals:
        wanted: the `AlarmRule`; the owner closes the dialog or complains.
    """

    REASONED = True

    wanted = Signal(object)

    def __init__(
        self, theme: Theme, rule: AlarmRule, listing: RuleListing, parent: QWidget
    ) -> None:
        title = self.tr("Edit alarm rule") if rule.name else self.tr("New alarm rule")
        super().__init__(theme, title, "", parent)
        self._rule = rule
        self._others = {each.name for each in listing.rules} - {rule.name}
        self.name = QLineEdit(rule_word(rule.name))
        self.name.setMaxLength(MAX_NAME)
        self.name.setEnabled(not rule.name)
        self._figures = listing.figures
        self.figure = FigureField(theme, listing.figures)
        self.figure.prepare(EXAMPLE, MAX_FIGURE)
        self.figure.setText(rule.figure)
        self.kind = Select(theme, tuple(kinds_in_words().items()))
        self.severity = Select(theme, tuple(severities_in_words().items()))
        self.threshold = QLineEdit(plain_number(rule.threshold))
        self.window_s = NumberField(self.tr("Within"), 10, LONGEST_WINDOW_S, unit="s")
        self.hold = NumberField(self.tr("For at least"), 0, LONGEST_S, unit="s")
        self.quiet = NumberField(self.tr("Quiet time"), 0, LONGEST_S, unit="s")
        self.mail = QLineEdit(", ".join(rule.mail))
        self.mail.setPlaceholderText("noc@example.org")
        self.hook = QCheckBox(self.tr("Post to the webhook"))
        self._arrange(theme, listing)
        self._show()
        self.kind.currentIndexChanged.connect(lambda _place: self._check())
        self.figure.changed.connect(lambda _text: self._check())
        for line in (self.name, self.threshold):
            line.textChanged.connect(lambda _text: self._check())
        self._check()

    def rule(self) -> AlarmRule:
        """Return what the fields say."""
        value = threshold_in(self.threshold.text())
        return replace(
            self._rule,
            name=self._rule.name or self.name.text().strip(),
            figure=self.figure.text().strip(),
            kind=self.kind.value(),
            threshold=self._rule.threshold if value is None else value,
            window_s=self.window_s.value(),
            hold_s=self.hold.value(),
            severity=self.severity.value(),
            quiet_s=self.quiet.value(),
            mail=addresses_in(self.mail.text()),
            webhook=self.hook.isChecked(),
        )

    def _arrange(self, theme: Theme, listing: RuleListing) -> None:
        where = listing.webhook.url or self.tr("No webhook is set up yet: see Webhook.")
        self.name_field = Field(theme, self.tr("Name"), self.name)
        self.figure_field = Field(theme, self.tr("Figure"), self.figure)
        self.threshold_field = Field(theme, self.tr("Value"), self.threshold)
        self.window_field = Field(theme, self.tr("Within"), self.window_s)
        self.box.addWidget(self.name_field)
        self.box.addWidget(self.figure_field)
        self.add_row(
            Field(theme, self.tr("Condition"), self.kind), self.threshold_field,
            self.window_field, Field(theme, self.tr("For at least"), self.hold),
        )  # fmt: skip
        self.add_row(
            Field(theme, self.tr("Severity"), self.severity),
            Field(theme, self.tr("Quiet time"), self.quiet,
                  self.tr("Nobody is told again within it.")),
        )  # fmt: skip
        many = self.tr("Separated by commas; empty for none.")
        self.box.addWidget(Field(theme, self.tr("Mail to"), self.mail, many))
        self.box.addWidget(Field(theme, self.tr("Webhook"), self.hook, where))

    def _show(self) -> None:
        given = self._rule
        self.kind.set_value(given.kind)
        self.severity.set_value(given.severity)
        self.window_s.setValue(given.window_s)
        self.hold.setValue(given.hold_s)
        self.quiet.setValue(given.quiet_s)
        self.hook.setChecked(given.webhook)
        (self.figure if given.name else self.name).setFocus()

    def _check(self) -> None:
        """Say beside each field what is wrong with it; what is still empty is not."""
        name, figure = self.rule().name, self.figure.text().strip()
        letters = self.tr("Letters, digits, spaces, dots and hyphens; a letter or digit first.")
        taken = name in self._others
        self.name_field.complain(
            self.tr("There is a rule of this name.") if taken
            else letters if name and not name_fits(name) else ""
        )  # fmt: skip
        known = self._check_figure(figure)
        kind = self.kind.value()
        counts = kind != "absence"
        self.threshold_field.setVisible(counts)
        self.window_field.setVisible(kind == "rise")
        bad = counts and threshold_in(self.threshold.text()) is None
        self.threshold_field.complain(self.tr("A number, for example 0.1") if bad else "")
        self.save.setEnabled(whole(self.rule()) and known and not taken and not bad)

    def _check_figure(self, figure: str) -> bool:
        """Say what a figure is, or what is wrong with it; whether a rule can be about it."""
        known = found(self._figures, figure)
        sums = self.tr("A figure of /metrics; all whose labels fit are added up.")
        self.figure_field.hint(hint(known) if known else sums)
        wrong = ""
        if figure and not figure_fits(figure):
            wrong = self.tr("Write it as in {example}").format(example=EXAMPLE)
        elif figure and self._figures and known is None:
            wrong = self.tr("There is no such figure; choose one of the list.")
        self.figure_field.complain(wrong)
        return not wrong

    def send(self) -> None:
        """Hand over what the fields say."""
        self.wanted.emit(self.rule())
