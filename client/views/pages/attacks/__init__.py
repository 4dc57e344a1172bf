"""Attack reading: who attacks, when, what for and how, out of call records and lockouts.

* ``page``: `AttackPage`, put together.
* ``question``: the line with the time range and what a source is.
* ``figures``: totals of all sources, and what they show together.
* ``evidence``: reports for auditors, of all sources or one.
* ``source_pane``: everything about the selected source.
"""

from client.views.pages.attacks.page import AttackPage

__all__ = ["AttackPage"]
