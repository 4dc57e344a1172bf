"""The page of the routing analysis, put together: question, answer, and what it teaches first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from client.api.call_values import Gateway, RouteAnalysis
from client.api.errors import ApiError, Rejected
from client.models.alive import alive
from client.models.gateway_feed import fetch_gateways
from client.views.pages.routing_analysis.answer import RouteAnswer
from client.views.pages.routing_analysis.question import RouteQuestion
from client.views.widgets.page import Page, PageContext, PageSpec


class RoutingAnalysisPage(Page):
    """Which gateway a call would take, why, as which number, and what would be next."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.question = RouteQuestion(context.theme, self)
        self.answer = RouteAnswer(context, self.content.holder)
        self._last: tuple[str, str, str] | None = None
        self.filters.hide()
        self.root.insertWidget(2, self.question)
        self.content.set_widget(self.answer)
        self.question.asked.connect(self.analyse)
        self.offer(
            "routing-analysis.analyse", self.tr("Analyse the routing of a number"),
            self.question.ask, icon="list-search",
        )  # fmt: skip
        self._teach()

    def refresh(self) -> None:
        """Ask which mapping gateways there are, and the last question again."""
        self.context.session.call(
            "routing.gateways",
            lambda api: fetch_gateways(api, "mapping", ""),
            alive(self, self._name_gateways),
            _ignore,
        )
        if self._last is not None:
            self.analyse(*self._last)

    def focus_search(self) -> None:
        """Put the cursor into the called number."""
        self.question.callee.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.question.callee.selectAll()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Type who calls and which number, choose the mapping gateway the call comes from, and "
            "press Enter. The softswitch says which way the call would take at this moment: the "
            "longest prefix comes first, then the lowest priority, then the weight. Gateways that "
            "are passed over are listed with the reason. Nobody is called, and nothing is counted."
        )

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Ask what another page asked for: ``caller``, ``callee`` and ``gateway``."""
        wanted = [str(filters.get(name, "")) for name in ("caller", "callee", "gateway")]
        self.question.set(*wanted)
        if wanted[0] and wanted[1]:
            self.question.ask()

    def analyse(self, caller: str, callee: str, gateway: str) -> None:
        """Ask the softswitch where a call would go; a newer question overtakes an older one."""
        asked = self._last = (caller, callee, gateway)

        def take(found: RouteAnalysis) -> None:
            if asked == self._last:
                self.answer.show_answer(found, caller, callee)
                self.content.show_content()

        def failed(error: ApiError) -> None:
            if asked == self._last:
                self._failed(error)

        self.content.show_loading()
        self.context.session.call(
            "routing.analyse",
            lambda api: api.routing(caller, callee, gateway),
            alive(self, take),
            alive(self, failed),
            latest=True,
        )

    def _failed(self, error: ApiError) -> None:
        """Say what is wrong at its field, or else in place of the answer."""
        self._last = None if isinstance(error, Rejected) else self._last
        if isinstance(error, Rejected) and error.fields.keys() & self.question.fields.keys():
            self.question.complain(error.fields)
            self._teach()
            return
        self.content.show_error(error, self.question.ask)

    def _name_gateways(self, gateways: tuple[Gateway, ...]) -> None:
        self.question.name_gateways([gateway.name for gateway in gateways])

    def _teach(self) -> None:
        self.content.show_empty(
            "list-search",
            self.tr("Where would a call go?"),
            self.tr(
                "Type a caller and a called number and press Enter. You see the gateway that takes "
                "the call, the numbers it is sent, which gateways come next, and why others are "
                "passed over. Nobody is called."
            ),
        )


def _ignore(error: ApiError) -> None:
    """Without the list of gateways an endpoint can still be asked for."""
