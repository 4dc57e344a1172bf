"""The private wire between the switch and management.

One Unix stream socket, length-prefixed msgpack maps: requests with an ``id``, replies that
repeat it, and events pushed after ``subscribe``. This package holds what both ends share; nothing
in it runs a loop:

* :mod:`engine.control.frames`: ``encode(message)`` and ``Decoder.feed(data)``;
* :mod:`engine.control.messages`: the structs that cross the wire and their conversion;
* :mod:`engine.control.operations`: the names of operations, events and error codes;
* :mod:`engine.control.sockets`: ``listen(path)`` and ``connect(path)``, whatever the path's length.
"""
