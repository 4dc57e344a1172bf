"""Mapping gateways, where calls come from, and routing gateways, where they go: two pages.

* ``page``: `GatewayPage`, put together for one kind.
* ``body``: the table, and the pane beside it, with figures that are fresh while they are seen.
* ``fields``: the controls of one gateway; ``form``: creating and changing one with them.
* ``pane``: the figures of one gateway over its form.
* ``menu``: what rows offer; ``handling``: actions and their results; ``states``: empty lists.
"""

from client.views.pages.gateways.page import GatewayPage

__all__ = ["GatewayPage"]
