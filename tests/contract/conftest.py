"""Names for the tests that Schemathesis makes, one for each operation."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say in the identifier which operation it is about.

    Schemathesis puts it into the name alone, from which pytest 9.2 makes the identifier no longer;
    and of tests with the same identifier, those that share them out run one.
    """
    for item in items:
        label = getattr(item, "operation_label", None)
        if label and not item.nodeid.endswith("]"):
            item._id = f"{item.nodeid}[{label}]"  # type: ignore[assignment]
