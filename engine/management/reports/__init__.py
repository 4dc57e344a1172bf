"""Reports for people outside the engine's daily work: what they say and how they look."""
