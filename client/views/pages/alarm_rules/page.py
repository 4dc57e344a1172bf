"""The page of alarm rules: which figures raise an alarm, when, and who is told."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from client.api.alarm_rule_values import AlarmRule, RuleTest
from client.api.errors import ApiError
from client.models.alarm_rule_feed import RuleFeed, RuleListing
from client.models.alarm_rule_names import rule_word
from client.models.alarm_rules import RuleTable, result_words
from client.views.dialogs.alarm_rule import AlarmRuleDialog
from client.views.dialogs.webhook import WebhookDialog
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import Page, PageContext, PageSpec
from client.views.widgets.prompts import Answer, Question

LESSER = ("quiet", "where", "severity")
LAST_WIDTH = 210


class AlarmRulePage(Page):
    """All rules, with what can be done to them."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.table = RuleTable(context.formats, self)
        self.feed = RuleFeed(context.session, self)
        self.view = FittingTable(
            context.theme, "alarm-rules", context.settings, LESSER, LAST_WIDTH, self.content.holder
        )
        self.view.setAccessibleName(self.tr("Alarm rules"))
        self.view.setModel(self.table)
        self.editor: AlarmRuleDialog | None = None
        self.hook: WebhookDialog | None = None
        self.filters.hide()
        self.content.set_widget(self.view)
        self.test_button = self.head.add_button(self.tr("Test"), self.test_chosen, icon="bell")
        self.hook_button = self.head.add_button(self.tr("Webhook"), self.open_webhook, icon="link")
        self.new = self.head.add_button(
            self.tr("New rule"), self.new_rule, icon="plus", primary=True
        )
        self.offer(
            "alarm-rules.new", self.tr("New alarm rule"), self.new_rule, icon="plus",
            enabled=self.feed.allowed(),
        )  # fmt: skip
        self._check()
        self.view.selectionModel().selectionChanged.connect(lambda *_spans: self._check())
        self.view.activated_row.connect(self.edit)
        self.view.menu_wanted.connect(self._menu)
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self.feed.refused.connect(self._refused)

    def refresh(self) -> None:
        """Ask for the rules."""
        self.content.show_loading()
        self.feed.load()

    def focus_search(self) -> None:
        """Go to the table: there is nothing to search in a list this short."""
        self.view.setFocus()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "A rule looks at a figure of /metrics every few seconds and raises an alarm while its "
            "condition holds. The alarm is shown to everybody; mail and the webhook are told once, "
            "and again only after the quiet time. Test measures the figure now and sends a test "
            "message to whoever the rule tells. Only administrators change rules."
        )

    def new_rule(self) -> None:
        """Ask for a new rule."""
        self.edit(AlarmRule())

    def edit(self, rule: AlarmRule) -> None:
        """Open the editor."""
        if not self.feed.allowed():
            return
        self.editor = editor = AlarmRuleDialog(
            self.context.theme, rule, self.feed.listing, self.window()
        )
        editor.wanted.connect(
            lambda wanted: self.feed.save(
                wanted, lambda _saved: editor.accept(), editor.complain, editor.why.text()
            )
        )
        editor.open()

    def open_webhook(self) -> None:
        """Open the settings of the webhook."""
        self.hook = dialog = WebhookDialog(
            self.context.theme, self.feed.listing.webhook, self.window()
        )
        dialog.wanted.connect(
            lambda url, secret: self.feed.save_webhook(
                url, secret, lambda _saved: dialog.accept(), dialog.complain, dialog.why.text()
            )
        )
        dialog.open()

    def test_chosen(self) -> None:
        """Test the chosen rule."""
        rows = self.view.rows()
        if len(rows) == 1:
            self.test(rows[0])

    def test(self, rule: AlarmRule) -> None:
        """Measure the figure of a rule now and tell whoever it tells."""

        def tested(result: RuleTest) -> None:
            title = self.tr("Test of “{name}”").format(name=rule_word(rule.name))
            self.context.prompts.tell(self, title, result_words(rule, result))

        if self.feed.test(rule, tested):
            text = self.tr("“{name}” is being tested; this takes up to a minute.")
            self.context.toast(text.format(name=rule_word(rule.name)), "accent")
        else:
            self.context.toast(self.tr("Another test is under way."), "warning")

    def menu(self, rule: AlarmRule) -> Menu:
        """Return what can be done to a rule."""
        menu = Menu(self.context.theme, self)
        may = self.feed.allowed()
        menu.add(self.tr("Edit…"), partial(self.edit, rule), "pencil", enabled=may)
        menu.add(self.tr("Test"), partial(self.test, rule), "bell", enabled=may)
        word = self.tr("Disable") if rule.enabled else self.tr("Enable")
        switch = partial(self.feed.enable, rule, on=not rule.enabled)
        menu.add(word, switch, "ban" if rule.enabled else "check", enabled=may)
        menu.addSeparator()
        menu.add(self.tr("Remove…"), partial(self._remove, rule), "trash", enabled=may)
        return menu

    # inside

    def _menu(self, place: QPoint, rows: list[AlarmRule]) -> None:
        if rows:
            popup(self.menu(rows[0]), place)

    def _check(self) -> None:
        may = self.feed.allowed()
        self.new.setEnabled(may)
        self.hook_button.setEnabled(may)
        self.test_button.setEnabled(may and len(self.view.rows()) == 1)

    def _remove(self, rule: AlarmRule) -> None:
        def answered(answer: Answer) -> None:
            if answer.accepted:
                self.feed.remove(rule, answer.reason)

        text = self.tr("“{name}” raises no alarm any more; one that stands now leaves.")
        question = Question(
            self.tr("Remove the alarm rule?"), text.format(name=rule_word(rule.name)),
            self.tr("Remove"), "bad",
        )  # fmt: skip
        self.context.prompts.confirm(self, question, answered)

    def _loaded(self, listing: RuleListing) -> None:
        self.table.set_rows(listing.rules)
        self._check()
        if listing.rules:
            self.content.show_content()
            return
        self.content.show_empty(
            "adjustments",
            self.tr("No alarm rules"),
            self.tr("Modules still raise the alarms that they know of themselves."),
            (self.tr("New rule"), self.new_rule) if self.feed.allowed() else None,
        )

    def _refused(self, error: ApiError) -> None:
        self.context.prompts.error(self, error)
        self.feed.load()

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)
