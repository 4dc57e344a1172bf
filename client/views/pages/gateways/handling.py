"""The actions on gateways and what follows from their results.

A row changes the moment the engine has answered; the sentence says what was really changed.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from client.api.call_values import Gateway
from client.api.errors import ApiError
from client.models.gateway_changes import GatewayChanges, changes_text, stored_text
from client.models.gateway_draft import as_shown
from client.models.gateways import GatewayTable
from client.views.actions.gateways import DeleteGateways, SaveGateway, SetGatewayEnabled
from client.views.pages.gateways.form import GatewayForm
from client.views.widgets.page import Page


class GatewayHandling(QObject):
    """Runs actions and brings the table up to date.

    Signals:
        created: a gateway that was created.
        saved: a gateway that was changed.
        changed: rows are different.
    """

    created = Signal(object)
    saved = Signal(object)
    changed = Signal()

    def __init__(self, page: Page, table: GatewayTable) -> None:
        super().__init__(page)
        self._table = table
        self._context = page.context
        given = (page.context.session, page.context.prompts, page)
        key = f"gateways.{table.kind}"
        self.create = SaveGateway(f"{key}.create", *given)
        self.save = SaveGateway(f"{key}.save", *given)
        self.enable = SetGatewayEnabled(f"{key}.enable", *given)
        self.delete = DeleteGateways(f"{key}.delete", *given)
        self.create.done.connect(self._created)
        self.save.done.connect(self._saved)
        self.enable.done.connect(self._enabled)
        self.delete.done.connect(self._deleted)

    def attach(self, form: GatewayForm, *, new: bool) -> None:
        """Let a form create or change."""
        if new:
            form.create_wanted.connect(self.create.create)
        else:
            form.change_wanted.connect(self.save.change)
        self._follow(form, self.create if new else self.save)

    def _follow(self, form: GatewayForm, action: SaveGateway) -> None:
        action.started.connect(lambda: form.set_busy(busy=True))
        action.done.connect(lambda _gateway: form.set_busy(busy=False))

        def refused(error: ApiError) -> None:
            form.set_busy(busy=False)
            form.refuse(error)

        action.failed.connect(refused)

    def _store(self, gateway: Gateway) -> None:
        self._table.patch([as_shown(gateway, self._table.gateway(gateway.name))])
        self.changed.emit()

    def _created(self, gateway: Gateway) -> None:
        self._store(gateway)
        self._context.toast(*stored_text(gateway, self._context.formats))
        self.created.emit(gateway)

    def _saved(self, gateway: Gateway) -> None:
        self._store(gateway)
        self._context.toast(*stored_text(gateway, self._context.formats))
        self.saved.emit(gateway)

    def _enabled(self, changes: GatewayChanges) -> None:
        for gateway in changes.gateways:
            self._store(gateway)
        on = bool(changes.gateways) and changes.gateways[0].enabled
        one = self.tr("{name} is enabled.") if on else self.tr("{name} is disabled.")
        many = self.tr("{count} enabled: {names}.") if on else self.tr("{count} disabled: {names}.")
        self._context.toast(*changes_text(changes, one, many))

    def _deleted(self, changes: GatewayChanges) -> None:
        self._table.remove(changes.done)
        one, many = self.tr("{name} is deleted."), self.tr("{count} deleted: {names}.")
        self._context.toast(*changes_text(changes, one, many))
        self.changed.emit()
