"""Routing analysis: which way a call would take, asked without making one.

* ``page``: `RoutingAnalysisPage`, put together.
* ``question``: the line with both numbers, the mapping gateway and the button.
* ``answer``: the sentence over the table of gateways.
"""

from client.views.pages.routing_analysis.page import RoutingAnalysisPage

__all__ = ["RoutingAnalysisPage"]
