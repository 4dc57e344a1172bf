"""Tests of the process that starts, watches and restarts the others."""
