"""The session with one engine: who is signed in, whether the engine lives, and what it tells.

* ``session``: `Session`, the only holder of the HTTP client.
* ``states``: the states and the one table by which they change.
* ``stream``: the live events, read in a thread and delivered as signals.
"""

from client.session.session import Session
from client.session.states import State

__all__ = ["Session", "State"]
