from dataclasses import fields

import pytest
from pydantic import ValidationError

from engine.api.dry_run import DryRun, Hit
from engine.api.models.dry_run import MAX_HOURS, DryRunItem, DryRunStart, HitItem


def test_everything_is_shown() -> None:
    for item, value in ((DryRunItem, DryRun), (HitItem, Hit)):
        assert set(item.model_fields) == {field.name for field in fields(value)}


@pytest.mark.parametrize("hours", [0, MAX_HOURS + 1, "24"])
def test_up_to_thirty_days_are_tried(hours: object) -> None:
    with pytest.raises(ValidationError):
        DryRunStart.model_validate({"hours": hours, "values": {}})
    assert DryRunStart(values={}).hours == 24
