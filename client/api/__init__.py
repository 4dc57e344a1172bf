"""The HTTP interface of the engine, as blocking calls without Qt.

``client`` has one method per route, ``values`` are what they return, ``errors`` are what they
raise, ``events`` reads the live stream. Nobody but the session holds a client.
"""
