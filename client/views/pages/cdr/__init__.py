"""The CDR page: what was called and what was attacked, filtered, counted, drawn and exported.

``page`` puts it together; ``filter_bar`` is the line of chips, ``range_panel`` the editor of a time
range, ``figures`` the row of totals, ``chart`` the drawing and ``zooming`` its gestures,
``record_body`` with ``record_view`` and ``table_menu`` the table with its details and what a row
offers, ``live_table`` with ``table_strip`` and ``jump_panel`` what keeps it live and goes to a
time,
``saved_views`` with ``views_menu`` the chip of saved views,
``exporting`` what comes before and after an export, with ``earlier_exports`` the list of them and
``export_strip`` its progress. The records come from ``client.models.cdr_feed``.
"""
