"""Which sources are listened to at all: the blacklist of addresses, and what puts them there.

Sans-I/O as the rest of the core. :class:`engine.defence.guard.Guard` is the front: it is told what
sources do wrong, decides by its policy which of them are blocked, and says of each address whether
it is.
"""
