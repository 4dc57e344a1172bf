"""The picture of attacks: figures of up to a week, and the patterns of requirements 112-115."""

from typing import Annotated, Final

from fastapi import Query

from engine.api.models.attack_picture import (
    AttackPicture,
    FiguresItem,
    PatternItem,
    PictureQuery,
)
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine
from engine.api.services import Services
from engine.api.wire import stamp
from engine.defence.patterns import MAX_LOCKOUTS, Lockout, Patterns
from engine.defence.picture import FIGURES

_STEPS: Final = ((3, 1), (24, 5), (168, 30))
"""Up to so many hours, so many minutes a step: 336 steps at most."""

_PAGE: Final = 1_000
router = resource("/attacks", tag="security", needs=SIGNED_IN)


@router.get("/picture", responses=refusals(401, 422, 503))
def get_attack_picture(query: Annotated[PictureQuery, Query()], services: Engine) -> AttackPicture:
    """What was seen in the last hours; `attack` events bring the rates of every second."""
    now = services.clock.wall()
    first = now - query.hours * 3600
    step = next(minutes for hours, minutes in _STEPS if query.hours <= hours)
    patterns, complete = _patterns(services, first)
    return AttackPicture(
        hours=query.hours,
        step_s=step * 60,
        figures=[
            FiguresItem(at=stamp(each.number * 60), **dict(zip(FIGURES, each.sums, strict=True)))
            for each in services.config.attack_minutes.since(int(first // 60), step)
        ],
        patterns=[
            PatternItem(
                **{
                    **each._asdict(),
                    "first": stamp(each.first),
                    "last": stamp(each.last),
                    "extensions": list(each.extensions),
                    "sources": list(each.sources),
                }
            )
            for each in patterns.found(now, query.hours * 3600)
        ],
        lockouts=len(patterns),
        complete=complete,
    )


def _patterns(services: Services, first: float) -> tuple[Patterns, bool]:
    """The lockouts since then, and whether these are all."""
    patterns, cursor, seen = Patterns(), None, 0
    while seen < MAX_LOCKOUTS:
        rows, cursor = services.cdrs.suspension_history(
            from_ms=int(first * 1000), limit=_PAGE, cursor=cursor
        )
        seen += len(rows)
        for row in rows:
            if row.action == "suspended":
                patterns.add(Lockout(row.at / 1000, row.extension, tuple(row.sources)))
        if cursor is None:
            return patterns, True
    return patterns, False
