"""The routes of saved views; ``ApiClient`` has them with all others."""

from __future__ import annotations

from urllib.parse import quote

from client.api.answers import items_in
from client.api.decoding import decode
from client.api.http import Connection
from client.api.view_values import SavedView


class ViewRoutes:
    """Views of the call records that operators keep."""

    _http: Connection

    def views(self) -> tuple[SavedView, ...]:
        """Return one's own views and the shared ones, by name."""
        return items_in(SavedView, self._http.json("GET", "/views"))

    def put_view(self, view: SavedView) -> SavedView:
        """Save a view; one of version 0 is new, any other must still be of its version."""
        headers = {"If-Match": f'"{view.version}"'} if view.version else {}
        body = self._http.json("PUT", _path(view.id), json=view.body(), headers=headers)
        return decode(SavedView, body)

    def delete_view(self, view: SavedView) -> None:
        """Delete a view that is still of its version."""
        headers = {"If-Match": f'"{view.version}"'}
        self._http.json("DELETE", _path(view.id), headers=headers)


def _path(view_id: str) -> str:
    return f"/views/{quote(view_id, safe='')}"
