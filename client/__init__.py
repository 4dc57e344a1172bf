"""The desktop client: windows over models over one session over HTTP.

The client holds no SIP and no SQL and never imports the engine; the two share only HTTP. Imports
run one way: ``app`` builds everything, ``views`` show it, ``models`` hold rows, ``session`` is the
only way to the network, and the modules below it know nothing of windows.
"""
