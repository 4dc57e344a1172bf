"""System Parameter: every parameter of the engine, changed together, confirmed, traced.

* ``page``: `SystemParameterPage`, the table with filters and what can be done.
* ``filters``: groups and "changed from default" as chips.
* ``editor``: the value of one parameter, its range, its recommended values, how long it is kept.
* ``pane``: the editor with everything else about the selected parameter.
* ``timed``: what returns by itself, with its countdown.
* ``history``: who changed what.
* ``export``: the values as a document; ``menu``: what a row offers.
* ``body``: table and pane side by side; ``editing``: what typing and applying do to the edits.

The page is opened in two places: whole, and with the billing group as "Billing parameters".
"""

from client.views.pages.system_parameter.page import SystemParameterPage

__all__ = ["SystemParameterPage"]
