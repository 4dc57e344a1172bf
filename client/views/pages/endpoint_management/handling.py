"""The actions of Endpoint Management and what follows from their results.

A row changes the moment the engine has answered, not with the next refresh; the sentence says
what was really removed or changed. Rows are then asked for again, so that what is shown is true.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from client.api.errors import ApiError
from client.api.values import Cleared, Endpoint
from client.models.endpoint_changes import Changes, changes_text, cleared_text
from client.models.endpoint_feed import EndpointFeed
from client.models.endpoint_rows import after_suspension_event, from_endpoint
from client.models.endpoints import EndpointTable
from client.views.actions.endpoints import ClearSuspend, DeleteEndpoints, SaveEndpoint, SetEnabled
from client.views.pages.endpoint_management.form import EndpointForm
from client.views.widgets.page import Page


class Handling(QObject):
    """Runs actions and brings the table up to date.

    Signals:
        changed: rows are different; what shows one of them is out of date.
        created: an endpoint that was created.
        saved: an endpoint that was changed.
    """

    changed = Signal()
    created = Signal(object)
    saved = Signal(object)

    def __init__(self, page: Page, table: EndpointTable, feed: EndpointFeed) -> None:
        super().__init__(page)
        self._table = table
        self._feed = feed
        self._context = page.context
        given = (page.context.session, page.context.prompts, page)
        self.clear = ClearSuspend("endpoints.clear", self.tr("Clear registration suspend"), *given)
        self.enable = SetEnabled("endpoints.enable", self.tr("Enable"), *given)
        self.delete = DeleteEndpoints("endpoints.delete", self.tr("Delete…"), *given)
        self.create = SaveEndpoint("endpoints.create", self.tr("New endpoint"), *given, quiet=True)
        self.save = SaveEndpoint("endpoints.save", self.tr("Save"), *given, quiet=True)
        self.clear.done.connect(self._cleared)
        self.enable.done.connect(self._enabled)
        self.delete.done.connect(self._deleted)
        self.create.done.connect(self._created)
        self.save.done.connect(self._saved)

    def attach_new(self, form: EndpointForm) -> None:
        """Let a form create."""
        form.create_wanted.connect(
            lambda extension, password, name, enabled, reason: self.create.create(
                extension, password, name, enabled=enabled, reason=reason
            )
        )
        self._follow(form, self.create)

    def attach_edit(self, form: EndpointForm) -> None:
        """Let a form change what it shows."""
        form.change_wanted.connect(self.save.change)
        self._follow(form, self.save)

    def _follow(self, form: EndpointForm, action: SaveEndpoint) -> None:
        action.started.connect(lambda: form.set_busy(busy=True))
        action.done.connect(lambda _endpoint: form.set_busy(busy=False))

        def refused(error: ApiError) -> None:
            form.set_busy(busy=False)
            form.refuse(error)

        action.failed.connect(refused)

    def _cleared(self, removed: Sequence[Cleared]) -> None:
        now = self._table.clock.now()
        rows = [self._table.endpoint(item.extension) for item in removed]
        self._table.change(
            after_suspension_event(row, {"action": "cleared"}, now)
            for row in rows
            if row is not None
        )
        tone = "ok" if removed else "neutral"
        self._context.toast(cleared_text(self.clear.asked, removed), tone)
        self._feed.touch(row.extension for row in rows if row is not None and row.known)
        self.changed.emit()

    def _enabled(self, changes: Changes) -> None:
        self._table.change(from_endpoint(item) for item in changes.endpoints)
        on = bool(changes.endpoints) and changes.endpoints[0].enabled
        one = self.tr("{name} is enabled.") if on else self.tr("{name} is disabled.")
        many = self.tr("{count} enabled: {names}.") if on else self.tr("{count} disabled: {names}.")
        self._context.toast(*changes_text(changes, one, many))
        self._feed.touch(changes.done)
        self.changed.emit()

    def _deleted(self, changes: Changes) -> None:
        self._table.drop(changes.done)
        one, many = self.tr("{name} is deleted."), self.tr("{count} deleted: {names}.")
        self._context.toast(*changes_text(changes, one, many))
        self._feed.touch(())
        self.changed.emit()

    def _created(self, endpoint: Endpoint) -> None:
        self._table.add_page([from_endpoint(endpoint)])
        self._tell(endpoint, self.tr("{name} is created and may register."))
        self._feed.touch([endpoint.extension])
        self.created.emit(endpoint)

    def _saved(self, endpoint: Endpoint) -> None:
        self._table.change([from_endpoint(endpoint)])
        self._tell(endpoint, self.tr("{name} is saved."))
        self._feed.touch([endpoint.extension])
        self.saved.emit(endpoint)
        self.changed.emit()

    def _tell(self, endpoint: Endpoint, words: str) -> None:
        text = words.format(name=endpoint.extension)
        tone = "warning" if endpoint.warning else "ok"
        self._context.toast(f"{text} {endpoint.warning}".strip(), tone)
