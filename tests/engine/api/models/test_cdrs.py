from engine.api.models.cdrs import NewExport


def test_filters_of_an_export_are_dumped_as_they_were_given() -> None:
    given = {"from": "2026-09-01T00:00:00Z", "caller": ["100"], "connected": True}
    asked = NewExport.model_validate({"filters": given})
    assert asked.filters.model_dump(mode="json", by_alias=True, exclude_defaults=True) == given
