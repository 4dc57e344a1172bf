"""The answer of a routing analysis: a sentence, what became of the numbers, and the gateways."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.api.call_values import RouteAnalysis
from client.models.route_text import sentence
from client.models.routes import RouteTable
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext
from client.views.widgets.plain_label import PlainLabel

LESSER = ("caller", "prefix", "rank")
LAST_WIDTH = 220


class RouteAnswer(QWidget):
    """The content of the page.

    Attributes:
        verdict: what becomes of the call, in one sentence.
        numbers: the numbers after the rewriting of the mapping gateway.
        view: the routing gateways in the order of the attempts; hidden when none is asked.
        words: the sentence that is shown.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self.words = ""
        self.table = RouteTable(self)
        self.verdict = Notice(theme)
        self.numbers = PlainLabel()
        self.numbers.setWordWrap(True)
        theme.set_property(self.numbers, "role", "muted")
        self.view = FittingTable(theme, "routing-analysis", context.settings, LESSER, LAST_WIDTH)
        self.view.setSortingEnabled(False)  # the order is the answer
        self.view.setAccessibleName(self.tr("Routing gateways in the order of the attempts"))
        self.view.setModel(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.verdict)
        column.addWidget(self.numbers)
        column.addWidget(self.view, 1)
        column.addStretch(0)

    def show_answer(self, found: RouteAnalysis, caller: str, callee: str) -> None:
        """Show another analysis of a call from *caller* to *callee*."""
        self.words, tone = sentence(found)
        self.verdict.set(self.words, tone)
        self.verdict.setAccessibleName(self.words)
        changed = (found.caller, found.callee) != (caller, callee)
        words = self.tr(
            "The mapping gateway rewrites the numbers: caller {caller}, called {callee}."
        )
        self.numbers.setText(words.format(caller=found.caller, callee=found.callee))
        self.numbers.setVisible(changed)
        self.table.show(found.steps)
        self.view.setVisible(bool(found.steps))
