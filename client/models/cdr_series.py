"""The chart of the CDR page as numbers: stacked bars of records by billing mode, over time.

The engine answers counts by bucket and mode. Here they become arrays on one common axis of
buckets, so that a bucket without a record is a gap of height 0 and not a missing bar. What a
recording gate kept out is a layer of its own, since silence must not read as peace; it does not
stretch the axis, or a flood that was not recorded would flatten everything that was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from client.api.cdr_values import CdrSeries, SeriesPoint

Heights = NDArray[np.float64]

BUCKETS = (10, 60, 300, 900, 1800, 3600, 10_800, 21_600, 86_400)
MOST_BARS = 300
ILLEGAL = 9


def bucket_for(start: datetime, end: datetime) -> int:
    """The shortest bucket, in seconds, with at most `MOST_BARS` bars over the range."""
    span = (end - start).total_seconds()
    return next((bucket for bucket in BUCKETS if span / bucket <= MOST_BARS), BUCKETS[-1])


@dataclass(frozen=True, slots=True)
class Layer:
    """One colour of the stack: heights, and where each bar begins."""

    mode: int
    base: Heights
    heights: Heights

    @property
    def total(self) -> int:
        """The records of the layer."""
        return int(self.heights.sum())


@dataclass(frozen=True, slots=True)
class Reading:
    """What one bar says: its times in epoch seconds, and the counts by mode that are not 0."""

    first: float
    last: float
    counts: tuple[tuple[int, int], ...]
    not_recorded: int


@dataclass(frozen=True, slots=True)
class Stack:
    """The whole chart. ``times`` are epoch seconds, the left edges of the bars."""

    bucket_s: int
    times: Heights
    layers: tuple[Layer, ...]
    not_recorded: Layer

    @property
    def highest(self) -> float:
        """The height of the highest bar of records, at least 1."""
        return max(1.0, float(self.not_recorded.base.max(initial=0.0)))

    def bar_at(self, moment: float, height: float) -> tuple[float, float, int] | None:
        """The bar at a place of the chart: its first and last moment, and its billing mode.

        The mode is -1 above the records, where the whole bar is meant; None where nothing stands.
        """
        place = int((moment - self.times[0]) // self.bucket_s)
        if not 0 <= place < len(self.times):
            return None
        first, last = float(self.times[place]), float(self.times[place]) + self.bucket_s
        for layer in self.layers:
            if layer.base[place] <= height < layer.base[place] + layer.heights[place]:
                return first, last, layer.mode
        filled = self.not_recorded.base[place] + self.not_recorded.heights[place]
        return (first, last, -1) if filled > 0 else None

    def reading(self, moment: float) -> Reading | None:
        """What the bar at a moment says; None beside the chart."""
        place = int((moment - self.times[0]) // self.bucket_s)
        if not 0 <= place < len(self.times):
            return None
        first = float(self.times[place])
        found = ((layer.mode, int(layer.heights[place])) for layer in self.layers)
        counts = tuple((mode, count) for mode, count in found if count)
        kept_out = int(self.not_recorded.heights[place])
        return Reading(first, first + self.bucket_s, counts, kept_out)


def stack(series: CdrSeries, start: datetime, end: datetime, hidden: Iterable[int] = ()) -> Stack:
    """The bars of a series between two moments, lowest layer first, *hidden* modes left out."""
    first = start.timestamp() // series.bucket_s * series.bucket_s
    last = max(end.timestamp(), first + series.bucket_s)
    times = np.arange(first, last, series.bucket_s, dtype=np.float64)
    left_out = set(hidden)
    modes = sorted({point.billing_mode for point in series.points} - left_out)
    base = np.zeros_like(times)
    layers = []
    for mode in modes:
        points = [point for point in series.points if point.billing_mode == mode]
        heights = _heights(points, times, series.bucket_s)
        layers.append(Layer(mode, base, heights))
        base = base + heights
    kept_out = [point for point in series.not_recorded if point.billing_mode not in left_out]
    above = Layer(-1, base, _heights(kept_out, times, series.bucket_s))
    return Stack(series.bucket_s, times, tuple(layers), above)


def _heights(points: Sequence[SeriesPoint], times: Heights, bucket_s: int) -> Heights:
    heights = np.zeros_like(times)
    for point in points:
        place = int((point.at.timestamp() - times[0]) // bucket_s)
        if 0 <= place < len(times):
            heights[place] += point.count
    return heights
