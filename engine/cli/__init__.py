"""The command line of the engine: run it, control it, and administer it from its own machine."""
