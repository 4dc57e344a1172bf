"""Exporting the trace of a call: the engine covers secrets in it and audits who took it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from client.api.client import ApiClient
from client.api.errors import ApiError
from client.session import Session
from client.views.actions.remote import RemoteAction
from client.views.widgets.prompts import Prompts


class SaveTrace(RemoteAction):
    """Save a trace as ``txt`` or ``pcap``; ``done`` carries the path."""

    def __init__(
        self, kind: str, text: str, session: Session, prompts: Prompts, parent: QWidget
    ) -> None:
        super().__init__(f"call-trace.save-{kind}", text, session, prompts, parent)
        self._kind = kind
        self.set_wanted(wanted=False)

    def save(self, call: str, suggested: str) -> None:
        """Ask for a file, without its ending suggested, and write the trace of *call* to it."""

        def chosen(path: Path) -> None:
            self.run(lambda api, _reason: self._write(api, call, path))

        self._prompts.save_file(self._owner, self.text(), f"{suggested}.{self._kind}", chosen)

    def _write(self, api: ApiClient, call: str, path: Path) -> Path:
        content = api.trace_file(call, self._kind)
        part = path.with_name(path.name + ".part")
        try:
            part.write_bytes(content)
            part.replace(path)
        except OSError as error:
            raise ApiError(str(error)) from error
        finally:
            part.unlink(missing_ok=True)
        return path
