"""The headless softswitch engine: switch, management and the supervisor of both."""
