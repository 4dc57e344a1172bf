"""The name of a saved view, and whether everybody sees it; stays open until it is accepted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from client.api.errors import ApiError, Conflict, Rejected
from client.theme import Theme
from client.views.dialogs.editor import EditorFrame
from client.views.widgets.error_texts import advice
from client.views.widgets.fields import Field

MAX_NAME = 60


class ViewNameDialog(EditorFrame):
    """Asks for the name of a view.

    Signals:
        wanted: the name, and whether to share; the owner closes the dialog or complains.
    """

    wanted = Signal(str, bool)

    def __init__(
        self, theme: Theme, title: str, name: str, parent: QWidget, *, may_share: bool | None = None
    ) -> None:
        """Make the dialog.

        Args:
            theme: the look.
            title: what the name is for.
            name: what stands in the field at first.
            parent: the window it belongs to.
            may_share: whether the role may share; None when that is not asked here.
        """
        super().__init__(theme, title, "", parent)
        self.name = QLineEdit(name)
        self.name.setMaxLength(MAX_NAME)
        self.name.selectAll()
        self.field = Field(theme, self.tr("Name of the view"), self.name)
        self.share = QCheckBox(self.tr("Share with everybody"))
        self.share.setVisible(may_share is not None)
        if may_share is False:
            self.share.setEnabled(False)
            self.share.setToolTip(self.tr("Sharing needs the role operator or admin."))
        self.box.addWidget(self.field)
        self.box.addWidget(self.share)
        self.name.textChanged.connect(self._check)
        self._check()
        self.name.setFocus()

    def complain(self, error: ApiError) -> None:
        """Say why the name was not accepted."""
        told = isinstance(error, (Conflict, Rejected))
        self.field.complain(error.detail if told else advice(error))
        self.save.setEnabled(True)

    def _check(self) -> None:
        self.field.complain("")
        self.save.setEnabled(bool(self.name.text().strip()))

    def send(self) -> None:
        """Hand over the name."""
        self.wanted.emit(self.name.text().strip(), self.share.isChecked())
