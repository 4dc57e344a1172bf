"""The private wire between the switch and management.

One Unix stream socket, length-prefixed msgpack maps: requests with an ``id``, replies that
repeat it, and events pushed after ``subscribe``. This package holds what both ends share and
does no I/O:

* :mod:`engine.control.frames`: ``encode(message)`` and ``Decoder.feed(data)``;
* :mod:`engine.control.messages`: the structs that cross the wire and their conversion;
* :mod:`engine.control.operations`: the names of operations, events and error codes.
"""
