import pytest
from pydantic import ValidationError

from engine.api.models.checklist import NewSecurityReport


def test_a_report_is_pdf_unless_json_is_asked_for() -> None:
    assert NewSecurityReport().format == "pdf"
    with pytest.raises(ValidationError):
        NewSecurityReport(format="docx")  # type: ignore[arg-type]
