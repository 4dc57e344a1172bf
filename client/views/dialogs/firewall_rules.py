"""What is blocked as a file for a firewall of one's own: looked at, copied or saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from client.api.errors import ApiError
from client.api.kernel_values import RuleFile
from client.models.alive import alive
from client.models.firewall_rules import FORMATS, command, excerpt, file_name, format_word
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.error_texts import advice
from client.views.widgets.fields import Field
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext
from client.views.widgets.select import Select

LOAD = "firewall.rules"
SIZE = (720, 580)
INDENT = 4
"""How many spaces a tab of the file is wide here."""


class FirewallRulesDialog(DialogFrame):
    """Shows the file in one of its formats.

    Attributes:
        rules: the file that is shown; None while it is on its way.
    """

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(
            context.theme,
            self.tr("Firewall rules"),
            self.tr(
                "What is blocked now and the limit of registrations, for a firewall that you "
                "manage yourself. Trusted addresses and gateways are spared. The file does not "
                "follow later changes: make it anew for them."
            ),
            parent,
        )
        self.resize(*SIZE)
        self._context = context
        self.rules: RuleFile | None = None
        choices = [(form, format_word(form)) for form in FORMATS]
        self.form = Select(context.theme, choices)
        self.notice = Notice(context.theme)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("The file"))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.text.setFont(fixed)
        self.text.setTabStopDistance(INDENT * QFontMetricsF(fixed).horizontalAdvance(" "))
        self.box.addWidget(Field(context.theme, self.tr("Format"), self.form))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.text, 1)
        self.close_button = self.add_button(self.tr("Close"))
        self.copy_button = self.add_button(self.tr("Copy"))
        self.save_button = self.add_button(self.tr("Save…"), primary=True)
        self.close_button.clicked.connect(self.reject)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.save)
        self.form.currentIndexChanged.connect(lambda _place: self.load())
        self.load()

    def load(self) -> None:
        """Ask for the file in the chosen format."""
        form = str(self.form.value())
        self._show(None)
        self.notice.set(self.tr("Making the file…"), "neutral", "loader-2")
        self._context.session.call(
            LOAD, lambda api: api.firewall_rules(form), alive(self, self._loaded),
            alive(self, self._failed), latest=True,
        )  # fmt: skip

    def copy(self) -> None:
        """Copy the whole file."""
        if self.rules is not None:
            QGuiApplication.clipboard().setText(self.rules.text)
            self.notice.set(self.tr("The rules were copied."), "ok", "circle-check")

    def save(self) -> None:
        """Ask where to, then write the whole file."""
        if self.rules is None:
            return
        rules, title = self.rules, self.tr("Save the firewall rules")
        self._context.prompts.save_file(
            self, title, file_name(rules.format), lambda path: self._write(rules, path)
        )

    def _write(self, rules: RuleFile, path: Path) -> None:
        try:
            path.write_text(rules.text, encoding="utf-8", newline="\n")
        except OSError as error:
            why = error.strerror or str(error)
            text = self.tr("{file} was not written: {why}").format(file=path.name, why=why)
            self.notice.set(text, "bad", "alert-circle")
            return
        text = self.tr("The rules were saved as {file}. Load them with: {command}")
        words = text.format(file=path, command=command(rules.format, path.name))
        self.notice.set(words, "ok", "circle-check")

    def _loaded(self, rules: RuleFile) -> None:
        if rules.format != self.form.value():
            return  # another format was chosen meanwhile
        self._show(rules)
        text = self.tr("Blocked places in it: {count}. Load it with: {command}")
        count = self._context.formats.count(rules.entries)
        words = text.format(count=count, command=command(rules.format))
        self.notice.set(words, "neutral", "info-circle")

    def _show(self, rules: RuleFile | None) -> None:
        self.rules = rules
        self.text.setPlainText("" if rules is None else excerpt(rules.text))
        for button in (self.copy_button, self.save_button):
            button.setEnabled(rules is not None)

    def _failed(self, error: ApiError) -> None:
        self._show(None)
        self.notice.set(error.detail or advice(error), "bad", "alert-circle")


def open_firewall_rules(context: PageContext, parent: QWidget) -> FirewallRulesDialog:
    """Open the dialog over the window of *parent*."""
    dialog = FirewallRulesDialog(context, parent.window())
    dialog.open()
    return dialog
