"""A switch without sockets for torture within dialogs."""

from tests.engine.switch.conftest import rig, syncer

__all__ = ["rig", "syncer"]
