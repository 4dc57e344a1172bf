import pytest
from pydantic import ValidationError

from engine.api.models.reports import NewIllegalCallReport


def test_a_report_is_a_document_unless_something_else_is_asked_for() -> None:
    asked = NewIllegalCallReport.model_validate({"from": "2023-11-14T00:00:00Z"})
    assert (asked.format, asked.timezone, asked.to) == ("pdf", "UTC", None)


def test_a_format_of_exports_is_refused() -> None:
    with pytest.raises(ValidationError):
        NewIllegalCallReport.model_validate({"format": "xlsx"})
