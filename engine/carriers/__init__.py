"""Routing gateways as partners: our registration with them, and whether they are there.

Sans-I/O as the rest of the core: answers and moments come in, requests and new states go out
(:class:`engine.carriers.errands.Errands`).
"""
