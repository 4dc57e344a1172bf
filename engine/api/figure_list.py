"""Which figures an alarm rule may be about, and what to write for one that there is not.

A rule over a misspelt figure would never hold, which looks like peace. So a figure must be one that
the engine exports, and its labels must be ones that it has; their values may be new.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from engine.api.alarm_evaluation import Figure, labels_of
from engine.api.figure_words import FIGURES, UNITS, FigureWords
from engine.api.models.alarms import FigureItem, FigureLabel
from engine.errors import Invalid

NEAREST: Final = 5
"""Names that a refusal offers."""

MAX_VALUES: Final = 100
"""Values offered of one label."""

_UNKNOWN: Final = FigureWords("", "", "")


def figure_items(figures: Iterable[Figure], language: str = "") -> list[FigureItem]:
    """All figures by name, with what they show now.

    Args:
        figures: Those that are exported at the moment.
        language: Value of Accept-Language; Chinese if that is what it asks for first.
    """
    found: dict[str, list[Figure]] = {name: [] for name in FIGURES}
    for each in figures:
        found.setdefault(each.name, []).append(each)
    chinese = language.lstrip().lower().startswith("zh")
    return [_item(name, found[name], chinese) for name in sorted(found)]


def require_figure(selector: str, figures: Iterable[Figure]) -> None:
    """Let a figure through that there is.

    Raises:
        Invalid: there is none of that name, or it has no such label; the nearest are named.
    """
    name, labels = selector.partition("{")[0], labels_of(selector)
    live = [each for each in figures if each.name == name]
    if name not in FIGURES and not live:
        near = _nearest(name)
        raise Invalid("figure", f"there is no figure of that name; the nearest are {near}")
    known = _labels(name, live)
    strange = [label for label in labels if label not in known]
    if strange:
        has = f"it has {', '.join(known)}" if known else "it has none"
        raise Invalid("figure", f"the figure {name} has no such label; {has}")


def _nearest(name: str) -> str:
    return ", ".join(get_close_matches(name, FIGURES, NEAREST, cutoff=0.0))


def _labels(name: str, live: Iterable[Figure]) -> list[str]:
    known = dict.fromkeys(FIGURES.get(name, _UNKNOWN).labels)
    for each in live:
        known |= dict.fromkeys(each.labels)
    return [*known]


def _item(name: str, live: list[Figure], chinese: bool) -> FigureItem:
    words = FIGURES.get(name, _UNKNOWN)
    return FigureItem(
        figure=name,
        unit=UNITS.get(words.unit, "") if chinese else words.unit,
        description=words.chinese if chinese else words.english,
        grows=name.endswith(("_total", "_bucket", "_count", "_sum")),
        labels=[
            FigureLabel(
                name=label,
                values=sorted({each.labels[label] for each in live if label in each.labels})[
                    :MAX_VALUES
                ],
            )
            for label in _labels(name, live)
        ],
        value=sum(each.value for each in live) if live else None,
    )
