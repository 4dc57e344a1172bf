"""Rows for the views: columns as data, one table model, one proxy.

* ``columns``: ``Column`` says how one column of a row is shown; ``Pill`` is a state as icon, word
  and tone.
* ``table``: ``TableModel(columns, key)`` holds rows; ``set_rows`` replaces them, ``patch`` updates
  by key without a reset, ``append`` adds a page, ``refresh_column`` repaints a countdown.
* ``filter_proxy``: ``FilterProxy(model)`` sorts by ``SortRole`` and filters by text, natively.

Models never fetch. A page asks the session and gives the rows to its model.
"""
