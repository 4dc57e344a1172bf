"""One button that proves the lockout: what was sent, what came back, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QListView, QWidget

from client.api.errors import ApiError
from client.api.proving_values import Proof
from client.models.alive import alive
from client.models.proof_text import lines, title, verdict
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.buttons import Button
from client.views.widgets.error_texts import advice
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext
from client.views.widgets.select import Select

RUN, LOOK = "self-proof.run", "self-proof.look"
SIZE = (640, 600)


class SelfProofDialog(DialogFrame):
    """Runs the self-proof and shows it and earlier ones."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(
            context.theme,
            self.tr("Prove the lockout"),
            self.tr(
                "A throwaway endpoint is created and attacked over real SIP: no password, wrong "
                "ones up to the limit, the right one during the lockout; then it is cleared, "
                "registered and removed. Nobody else is touched."
            ),
            parent,
        )
        self.resize(*SIZE)
        self._context = context
        self.reports: tuple[Proof, ...] = ()
        self.run_button = Button(
            context.theme, self.tr("Run the proof"), "shield-check", primary=True
        )
        self.notice = Notice(context.theme)
        self.notice.hide()
        self.model = QStringListModel(self)
        self.steps = QListView()
        self.steps.setModel(self.model)
        self.steps.setAccessibleName(self.tr("What happened"))
        self.earlier = Select(context.theme, [], self.tr("Reports"))
        self.earlier.setVisible(False)
        self.box.addWidget(self.run_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self.notice)
        self.box.addWidget(self.steps, 1)
        self.box.addWidget(self.earlier)
        self.add_button(self.tr("Close")).clicked.connect(self.reject)
        self.run_button.clicked.connect(lambda _on=False: self.prove())
        self.earlier.chosen.connect(self._choose)
        self.run_button.setEnabled(context.session.may("operate"))
        self._look()

    def prove(self) -> None:
        """Run it."""
        self.run_button.setEnabled(False)
        self._say(self.tr("Attacking the throwaway endpoint…"), "accent", "loader-2")
        self._context.session.call(
            RUN, lambda api: api.prove_lockout(), alive(self, self._proved),
            alive(self, self._failed),
        )  # fmt: skip

    def _look(self) -> None:
        self._context.session.call(
            LOOK, lambda api: api.proofs(), alive(self, self._listed), alive(self, self._failed),
            latest=True,
        )  # fmt: skip

    def _proved(self, proof: Proof) -> None:
        self.run_button.setEnabled(True)
        self._listed((proof, *self.reports))
        self._show(proof)

    def _listed(self, reports: Sequence[Proof]) -> None:
        self.reports = tuple(reports)
        formats = self._context.formats
        self.earlier.clear()
        for each in self.reports:
            self.earlier.addItem(title(each, formats), each.id)
        self.earlier.setVisible(bool(self.reports))

    def _choose(self, identity: object) -> None:
        for each in self.reports:
            if each.id == identity:
                self._show(each)

    def _show(self, proof: Proof) -> None:
        formats = self._context.formats
        self.model.setStringList(lines(proof, formats))
        tone, icon = ("ok", "circle-check") if proof.ok else ("bad", "alert-circle")
        self._say(verdict(proof, formats), tone, icon)

    def _failed(self, error: ApiError) -> None:
        self.run_button.setEnabled(self._context.session.may("operate"))
        self._say(error.detail or advice(error), "bad", "alert-circle")

    def _say(self, text: str, tone: str, icon: str) -> None:
        self.notice.set(text, tone, icon)
        self.notice.show()


def open_self_proof(context: PageContext, parent: QWidget) -> SelfProofDialog:
    """Open the dialog over the window of *parent*."""
    dialog = SelfProofDialog(context, parent.window())
    dialog.open()
    return dialog
