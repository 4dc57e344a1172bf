"""The routes of test calls of the stand-in of an engine: each look shows a step more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from tests.helpers.fake_data import trial

Item = dict[str, Any]
Answer = tuple[int, Any]
Handler = Callable[[Any], Answer]


def routes(
    looks: dict[str, list[Item]], cdrs: list[Item], parameters: dict[str, Item]
) -> dict[tuple[str, str], Handler]:
    """Return the routes; a call that ends leaves its record unless the parameter keeps it out."""

    def place(request: Any) -> Answer:
        zero = parameters.get(trial.ZERO, {}).get("value", 1)
        story = trial.story(request.body["hold_s"], len(looks) + 1, kept_out=not zero)
        looks[story[0]["id"]] = story
        return 202, story[0]

    def look(request: Any) -> Answer:
        story = looks.get(unquote(request.path.split("/")[3]))
        if story is None:
            return 404, {"title": "Not Found", "status": 404, "detail": "there is no test call"}
        if len(story) > 1:
            story.pop(0)
        record = story[0]["record"]
        if record is not None and record not in cdrs:
            cdrs.insert(0, record)
        return 200, story[0]

    return {("POST", "/calls/test"): place, ("GET", "/calls/test/{}"): look}
