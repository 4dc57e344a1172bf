"""Call trace: the messages of one call as a ladder diagram.

* ``page``: `CallTracePage`, put together.
* ``body``: what is known of the call, the ladder, and the text of the selected message.
* ``ladder``: the lifelines and arrows.
"""

from client.views.pages.call_trace.page import CallTracePage

__all__ = ["CallTracePage"]
