"""The checklist of a safe set-up: nine points with their state, and the way to put them right."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from client.api.checklist_values import Point
from client.api.errors import ApiError
from client.models.checklist import ChecklistFeed, fix_text, summary, worst_tone
from client.views.dialogs.self_proof import SelfProofDialog, open_self_proof
from client.views.pages.checklist.card import PointCard
from client.views.widgets.notice import Notice
from client.views.widgets.one_by_one import OneByOne
from client.views.widgets.page import Page, PageContext, PageSpec
from client.views.widgets.prompts import Answer, Question


class ChecklistPage(Page):
    """Nine points, live."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.feed = ChecklistFeed(context.session, self)
        self.cards: dict[str, PointCard] = {}
        self.proof: SelfProofDialog | None = None
        self.filters.hide()
        self.report_button = self.head.add_button(
            self.tr("Save the report…"), self.save_report, "file-export"
        )
        self.offer("checklist.report", self.tr("Save the report on security settings…"),
                   self.save_report, icon="file-export")  # fmt: skip
        self._build()
        self._wire()
        self._show_role()

    def refresh(self) -> None:
        """Ask anew."""
        self.content.show_loading()
        self.feed.load()

    def focus_search(self) -> None:
        """Go to the first button: there is nothing to search in."""
        for card in self.cards.values():
            if card.button.isVisible():
                card.button.setFocus()
                return

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Nine points make a softswitch safe to leave alone. Each says how it stands now, why "
            "it matters and what to change; Fix changes the parameters after you have seen them. "
            "The report, as PDF or JSON, writes down every security setting with who set it, when "
            "and why; making it is the ninth point."
        )

    def ask_to_fix(self, point: Point) -> None:
        """Show what would change, then change it."""
        question = Question(
            self.tr("Change these parameters?"),
            self.tr("They act from the next message on, and can be changed back at any time."),
            self.tr("Change"),
            items=tuple(map(fix_text, point.fixes)),
        )

        def answered(answer: Answer) -> None:
            reason = answer.reason or self.tr("Checklist: {title}").format(title=point.title)
            if answer.accepted and not self.feed.fix(point, reason):
                self.context.toast(self.tr("Another change is under way."), "warning")

        self.context.prompts.confirm(self, question, answered)

    def save_report(self) -> None:
        """Ask where to, then have the report made."""
        if not self.context.session.may("operate"):
            return

        def chosen(path: Path) -> None:
            if not self.feed.save_report(path):
                self.context.toast(self.tr("A report is already being made."), "warning")

        name = f"security-{datetime.now(UTC):%Y-%m-%d}.pdf"
        title = self.tr("Save the report (PDF, or JSON by the ending .json)")
        self.context.prompts.save_file(self, title, name, chosen)

    def _build(self) -> None:
        theme = self.context.theme
        self.summary = Notice(theme, tone="accent")
        self.turns = OneByOne(self)
        inner = QWidget()
        theme.set_property(inner, "role", "clear")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(8)
        self.column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        theme.set_property(area, "role", "clear")
        theme.set_property(area.viewport(), "role", "clear")
        area.setWidget(inner)
        area.setAccessibleName(self.tr("Nine points"))
        self.body = QWidget(self.content.holder)
        theme.set_property(self.body, "role", "clear")
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addWidget(self.summary)
        outer.addWidget(area, 1)
        self.content.set_widget(self.body)

    def _wire(self) -> None:
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self.feed.fixed.connect(
            lambda point: self.context.toast(
                self.tr("Changed: {title}").format(title=point.title), "ok"
            )
        )
        self.feed.refused.connect(lambda error: self.context.prompts.error(self, error))
        self.feed.saved.connect(
            lambda path: self.context.toast(
                self.tr("The report was saved as {path}").format(path=path), "ok"
            )
        )
        self.context.session.state_changed.connect(lambda _state: self._show_role())

    def _loaded(self) -> None:
        checklist = self.feed.checklist
        if checklist is None:
            return
        may = self.context.session.may("administer")
        for number, point in enumerate(checklist.items, 1):
            card = self.cards.get(point.key)
            if card is None:
                self.turns.add(partial(self._show_point, number, point))
            else:
                card.show_point(point, may=may)
        self.summary.set(summary(checklist), worst_tone(checklist))
        self.content.show_content()

    def _show_point(self, number: int, point: Point) -> None:
        """Show a point for the first time."""
        card = self.cards.get(point.key) or self._add_card(number, point)
        card.show_point(point, may=self.context.session.may("administer"))

    def _add_card(self, number: int, point: Point) -> PointCard:
        card = PointCard(self.context.theme, number, point)
        card.fix_wanted.connect(self.ask_to_fix)
        card.page_wanted.connect(self._open)
        self.column.insertWidget(self.column.count() - 1, card)
        self.cards[point.key] = card
        return card

    def _open(self, page: str) -> None:
        if page == "report":
            self.save_report()
            return
        if page == "self_proof":
            self.proof = open_self_proof(self.context, self)
            return
        filters = {"passwords": {"finding": "weak"}}.get(page, {})
        self.context.open_page(page, filters)

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    def _show_role(self) -> None:
        may = self.context.session.may("operate")
        self.report_button.setEnabled(may)
        self.report_button.setToolTip("" if may else self.tr("Only an operator may."))
        self._loaded()
