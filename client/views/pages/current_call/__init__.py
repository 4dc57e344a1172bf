"""Current calls: who talks to whom now, through which gateways, for how long; and hanging up.

* ``page``: `CurrentCallPage`, put together.
* ``filters``: search, states with their counts, and the choice of a gateway.
* ``body``: the table with its ticking durations over the line of totals.
* ``menu``: what rows offer; ``states``: what an empty list teaches.
"""

from client.views.pages.current_call.page import CurrentCallPage

__all__ = ["CurrentCallPage"]
