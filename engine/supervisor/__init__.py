"""The small parent process: starts switch and management, watches them, restarts them."""
