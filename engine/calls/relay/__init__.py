"""Media through a relay: what is asked of rtpengine, when, and what waits for its answer.

Signalling is ours, media is not: where the two parties cannot send to each other, rtpengine sits
between them, and every session description that crosses a call is rewritten by it. All of this is
without I/O; :mod:`engine.switch.relays` has the sockets.
"""
