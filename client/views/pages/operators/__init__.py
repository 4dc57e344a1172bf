"""The page of operators: who may sign in, who is, and what they may do."""

from client.views.pages.operators.page import OperatorPage

__all__ = ["OperatorPage"]
