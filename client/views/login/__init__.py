"""Signing in: which server, who, and whether the password may be kept.

* ``form``: `LoginForm`, the fields and their checks.
* ``window``: `LoginWindow`, the form with the engine on this computer beside it.
"""
