"""The composition root of the client.

* ``run``: builds everything in one order and lets it go in the reverse order.
* ``desk``: which window is on the desk: the sign-in or the main window of a session.
* ``faults``: what happens to an exception that nobody handled.
"""
