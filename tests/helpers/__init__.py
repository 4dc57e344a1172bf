"""Helpers shared by the tests: clocks, ports and a running engine."""
