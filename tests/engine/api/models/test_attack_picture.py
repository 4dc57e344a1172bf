import pytest
from pydantic import ValidationError

from engine.api.models.attack_picture import PictureQuery


@pytest.mark.parametrize(
    ("hours", "fits"), [("1", True), ("168", True), ("0", False), ("169", False)]
)
def test_a_week_is_the_longest(hours: str, fits: bool) -> None:
    if fits:
        assert PictureQuery.model_validate({"hours": hours}).hours == int(hours)
    else:
        with pytest.raises(ValidationError):
            PictureQuery.model_validate({"hours": hours})
