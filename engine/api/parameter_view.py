"""A parameter as the interface shows it: the catalogue's entry with the value in force."""

from typing import Any

from engine.api.models.parameters import ParameterChangeItem, ParameterItem, RecommendedValue
from engine.api.wire import stamp, stamp_or_none
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.chinese import CHINESE, UNITS
from engine.parameters.values import accepted
from engine.store.rows import AuditRow, ParameterRow


def parameter_item(row: ParameterRow, language: str = "") -> ParameterItem:
    """One parameter; ``model_dump()`` of it is what the event ``parameter`` carries.

    Args:
        row: The value in force.
        language: Value of Accept-Language; Chinese if that is what it asks for first.
    """
    entry = CATALOGUE[row.name]
    unit, description = entry.unit, entry.description
    texts = [one.text for one in entry.recommended]
    if language.lstrip().lower().startswith("zh"):
        words = CHINESE[row.name]
        unit, description, texts = UNITS[unit], words.description, list(words.recommended)
    return ParameterItem(
        name=row.name,
        value=row.value,
        default=entry.default,
        type=entry.kind.value,
        minimum=entry.minimum,
        maximum=entry.maximum,
        unit=unit,
        group=entry.group.value,
        section=entry.section,
        description=description,
        recommended=[
            RecommendedValue(value=one.value, text=text, advised=one.advised)
            for one, text in zip(entry.recommended, texts, strict=True)
        ],
        accepted=accepted(entry),
        version=row.version,
        revert_at=stamp_or_none(row.revert_at),
        revert_to=row.revert_to,
        changed_by=row.changed_by,
        changed_at=stamp_or_none(row.changed_at),
    )


def matches(row: ParameterRow, q: str, group: str | None) -> bool:
    """Whether the parameter is of the group, and the text occurs in name or description."""
    entry = CATALOGUE[row.name]
    text = f"{entry.name} {entry.description} {CHINESE[row.name].description}".casefold()
    return q.casefold() in text and group in (None, entry.group.value)


def change_item(row: AuditRow) -> ParameterChangeItem:
    """One change of a parameter, out of its entry in the audit."""
    before: dict[str, Any] = row.before or {}
    after: dict[str, Any] = row.after or {}
    return ParameterChangeItem(
        id=row.id,
        at=stamp(row.at),
        actor=row.actor,
        address=row.address,
        before=before.get("value"),
        after=after.get("value"),
        version=after.get("version", 0),
        revert_at=stamp_or_none(after.get("revert_at")),
        reason=row.reason,
    )
