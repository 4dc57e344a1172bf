"""Endpoint Management: who is registered, who is locked out and why, and undoing it.

* ``page``: `EndpointManagementPage`, put together.
* ``chips``: states with their counts, and grouping by source.
* ``body``: the table with its live countdowns, and the pane beside it.
* ``menu``: what a row offers, beginning with "Clear registration suspend".
* ``pane``: everything about one endpoint; ``form``: creating and changing one;
  ``password``: a password with what it lacks, its strength, and a generated one.
* ``handling``: actions and their results; ``states``: what an empty list teaches.
"""

from client.views.pages.endpoint_management.page import EndpointManagementPage

__all__ = ["EndpointManagementPage"]
