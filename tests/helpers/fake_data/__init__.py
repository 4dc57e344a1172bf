"""Believable data for the stand-in of an engine: parameters, endpoints, lockouts, records."""
