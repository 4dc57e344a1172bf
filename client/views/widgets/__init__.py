"""The kit that every page is made of. A widget takes the ``theme`` first and knows no page.

Frame of a page
    ``page``: `Page`, `PageSpec`, `PageContext`; ``page_head``: path, title, at most three buttons;
    ``filter_line``: search field and chips; ``content``: the states loading, content, empty,
    error, forbidden and stale, designed once; ``prompts``: questions to the operator, injected.

Parts
    ``buttons``, ``chip``, ``search_field``, ``select``, ``fields`` (label above field), ``cards``,
    ``notice`` (banner in the page), ``toast`` (passing message), ``empty_state``, ``spinner``,
    ``menu``, ``table_view`` (with ``pill_delegate``), ``pill_label``, ``details_pane``.

Frame of the window
    ``navigation``, ``page_tabs``, ``status_bar``, ``command_palette``.

Rules: texts arrive translated; a state is icon, word and tone; colours come from ``theme`` when
painting and from the properties ``role`` and ``tone`` otherwise; every control has an accessible
name; nothing here waits for anything.
"""
