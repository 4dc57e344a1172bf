"""Everything that is blocked, with its undoing, and the addresses that are trusted.

* ``page``: `BlockedPage`, put together; ``handling``: actions and their results.
* ``filters``: layer and search; ``body``: table, buttons and pane; ``strip``: what the selected
  rows offer as buttons; ``menu``: the same as a menu; ``pane``: all of one row.
* ``own``: the banner that the operator is blocked; ``trusted``: the second tab.
* ``states``: empty lists; ``export``: the table as a file.
"""

from client.views.pages.blocked.page import BlockedPage

__all__ = ["BlockedPage"]
