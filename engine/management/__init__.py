"""The management process: everything an operator talks to.

It owns both stores and serves HTTP; the switch goes on without it. :mod:`engine.management.process`
puts the parts together and says in which order they start and stop; the others are one job each:

* ``control_client``, ``switch_link``, ``switch_port``: the way to the switch;
* ``writer``: journal segments into the record store;
* ``reverts``: timed parameter changes that return;
* ``exports``, ``export_files``: CSV exports in the background;
* ``modules``, ``probe``: what runs, and whether SIP answers;
* ``http_server``, ``local_access``, ``first_start``: being reachable, and by whom at first.
"""
