"""All security settings with who set them, when and why (requirement 143).

A value that management turns into a document, and that is answered as JSON as it is. Values are
those of the moment; who and why come from the last change in the audit.
"""

from typing import Any, Final

from engine.api.checklist import Facts, Point, evaluate, worst
from engine.api.checklist_facts import gather, security_rows
from engine.api.checklist_words import found_text, is_chinese, words_for
from engine.api.security_values import SecurityReport
from engine.api.services import Services
from engine.api.wire import stamp, stamp_or_none
from engine.errors import ControlError
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.chinese import CHINESE, UNITS
from engine.store.rows import ParameterRow

MAX_TRUSTED: Final = 200
"""Trusted addresses that are written down."""


def compose(services: Services, owner: str, language: str, version: str) -> SecurityReport:
    """Everything as it is now."""
    chinese = is_chinese(language)
    facts = gather(services)
    points = evaluate(facts)
    return SecurityReport(
        chinese=chinese,
        made_at=stamp(facts.now),
        made_by=owner,
        version=version,
        state=worst(points),
        points=[point_item(point, facts, language) for point in points],
        settings=[_setting(services, row, chinese=chinese) for row in security_rows(services)],
        operators=[
            {
                "name": row.name,
                "role": row.role,
                "enabled": row.enabled,
                "last_login_at": stamp_or_none(row.last_login_at),
                "password_changed_at": stamp(row.password_changed_at),
            }
            for row in services.config.operators.list()
        ],
        trusted=_trusted(services),
    )


def point_item(point: Point, facts: Facts, language: str) -> dict[str, Any]:
    """A point as the interface answers it."""
    words = words_for(language)[point.key]
    return {
        "key": point.key,
        "state": point.state,
        "title": words.title,
        "found": found_text(point, words),
        "why": words.why,
        "fixes": [
            {"name": fix.name, "value": facts.values[fix.name], "wanted": fix.value}
            for fix in point.fixes
        ],
        "page": point.page,
    }


def _setting(services: Services, row: ParameterRow, *, chinese: bool) -> dict[str, Any]:
    """A parameter, what it does, and its last change."""
    entry = CATALOGUE[row.name]
    last = services.config.parameters.history(row.name, 1) if row.version else []
    return {
        "name": row.name,
        "value": row.value,
        "default": entry.default,
        "unit": UNITS[entry.unit] if chinese else entry.unit,
        "description": CHINESE[row.name].description if chinese else entry.description,
        "changed_by": row.changed_by,
        "changed_from": last[0].address if last else "",
        "changed_at": stamp_or_none(row.changed_at),
        "reason": last[0].reason if last else "",
        "returns_at": stamp_or_none(row.revert_at),
    }


def _trusted(services: Services) -> list[dict[str, Any]] | None:
    try:
        found = services.switch.trusted("", MAX_TRUSTED)
    except ControlError:
        return None
    return [
        {
            "value": info.value,
            "comment": info.comment,
            "by": info.by,
            "until": stamp_or_none(info.until),
        }
        for info in found
    ]
