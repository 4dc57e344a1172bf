"""The switch: the process that speaks SIP, keeps what it decides by in memory and never waits.

``process`` builds and runs it, ``node`` is its parts in their order of starting and stopping.
Datagrams and streams (``udp``, ``tcp``, ``listen``) are read in batches; ``core`` decides about
each message without I/O; ``driver`` writes what was decided and only then sends the answers.
Written are the journal (``journal``, ``segment``, ``syncer``, ``reserve``, ``recovery``), the state
log (``statelog``, ``statelines``, ``stateload``) and a copy of the configuration (``configcopy``).
``control``, ``operations`` and ``events`` are its line to management; ``counters`` and ``gauges``
what it counts; ``policies`` turns parameters into what the core obeys.
"""
