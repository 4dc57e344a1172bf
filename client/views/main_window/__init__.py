"""The main window: frame, navigation, tabs, status; no logic of any page.

* ``window``: `MainWindow`.
* ``chrome``: where everything is; ``page_host``: opens and closes pages.
* ``window_actions``: what can be done everywhere, as one table.
* ``figures``: the live figures of the status bar.
* ``engine_report``: the state of the engine in words, behind the lamp.
"""
