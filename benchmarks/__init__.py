"""Programs that measure; each can be run by anyone and names no machine."""
