"""Sơ đồ: many plans that answer one paper stand together in a frame, three in a row, so that a hundred can be read.

Pure functions, no Django. One line leads to the frame and one to each paper that any of its plans cites.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from campaigns.rendering.graph import BOX_HEIGHT, Box, Size

#: So many plans below one paper, with nothing below themselves, are framed; fewer stand alone and keep their lines.
LEAST = 9
ACROSS = 3
MEMBER_WIDTH = 164
_GAP, _PADDING, _HEADING = 8, 10, 28


@dataclass(frozen=True, slots=True)
class Frame:
    """The plans of one column that answer the same paper (``above``; "" when that is not drawn)."""

    key: str
    above: str
    members: tuple[str, ...]

    @property
    def size(self) -> Size:
        """Width and height in pixels; lines end at the heading."""
        rows = -(-len(self.members) // ACROSS)
        width = 2 * _PADDING + ACROSS * MEMBER_WIDTH + (ACROSS - 1) * _GAP
        return Size(width, _HEADING + rows * (BOX_HEIGHT + _GAP) - _GAP + _PADDING, _HEADING / 2)

    def places(self, x: float, y: float) -> list[Box]:
        """Where the members stand when the frame's left upper corner is at ``x``, ``y``."""
        return [
            Box(
                key,
                x + _PADDING + index % ACROSS * (MEMBER_WIDTH + _GAP),
                y + _HEADING + index // ACROSS * (BOX_HEIGHT + _GAP),
            )
            for index, key in enumerate(self.members)
        ]


def frames_of(
    columns: Sequence[Sequence[str]], above: Mapping[str, str], can_join: Collection[str], alone: str = ""
) -> list[Frame]:
    """The frames of a graph.

    Args:
        columns: keys from left to right, in their order.
        above: of each key the one that it carries out, if that is drawn.
        can_join: the keys that may be framed, if nothing drawn carries them out.
        alone: a key that stands outside every frame: the one that the reader asked about.
    """
    parents = set(above.values())
    found: list[Frame] = []
    for index, column in enumerate(columns):
        together: dict[str, list[str]] = defaultdict(list)
        for key in column:
            if key in can_join and key not in parents and key != alone:
                together[above.get(key, "")].append(key)
        found += [
            Frame(f"f{index}{parent}", parent, tuple(keys)) for parent, keys in together.items() if len(keys) >= LEAST
        ]
    return found


def with_frames(
    columns: Sequence[Sequence[str]], edges: Iterable[tuple[str, str]], frames: Iterable[Frame]
) -> tuple[list[list[str]], list[tuple[str, str]]]:
    """Columns and lines with each frame in place of its first member, and of all members' lines."""
    frame_of = {member: frame.key for frame in frames for member in frame.members}
    shown = [list(dict.fromkeys(frame_of.get(key, key) for key in column)) for column in columns]
    lines = dict.fromkeys((frame_of.get(start, start), frame_of.get(end, end)) for start, end in edges)
    return shown, [line for line in lines if line[0] != line[1]]
