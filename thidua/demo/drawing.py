"""Pictures of the demo's exemplars, drawn by code: flat scenes of our own, the same points on every machine."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = (1200, 800)
#: Drawn larger and made smaller, so that edges are smooth.
_SCALE = 2
_SKIN, _HAIR = "#e8b98f", "#2b2622"

Draw = ImageDraw.ImageDraw


def picture(scene: str) -> bytes:
    """The scene of that name as PNG; KeyError for a name that there is none of."""
    image = Image.new("RGB", (SIZE[0] * _SCALE, SIZE[1] * _SCALE), "white")
    SCENES[scene](_Scaled(image))
    target = io.BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(target, "PNG")
    return target.getvalue()


class _Scaled:
    """Draws in points of the finished picture."""

    def __init__(self, image: Image.Image) -> None:
        self._draw: Draw = ImageDraw.Draw(image)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, radius: float = 0) -> None:
        """A rectangle, with round corners when asked."""
        edges = [side * _SCALE for side in (left, top, right, bottom)]
        self._draw.rounded_rectangle(edges, radius * _SCALE, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A circle."""
        edges = [(x - radius) * _SCALE, (y - radius) * _SCALE, (x + radius) * _SCALE, (y + radius) * _SCALE]
        self._draw.ellipse(edges, fill=colour)

    def shape(self, points: list[tuple[float, float]], colour: str) -> None:
        """A polygon."""
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=colour)

    def line(self, points: list[tuple[float, float]], colour: str, width: float) -> None:
        """A line."""
        self._draw.line([(x * _SCALE, y * _SCALE) for x, y in points], fill=colour, width=round(width * _SCALE))

    def person(self, x: float, foot: float, height: float, shirt: str, *, hat: str = "") -> None:
        """Somebody standing, without a face; a hat is a nón lá."""
        head = height * 0.11
        top = foot - height
        self.box(x - head * 1.1, foot - height * 0.42, x - head * 0.1, foot, "#34404c", 6)
        self.box(x + head * 0.1, foot - height * 0.42, x + head * 1.1, foot, "#34404c", 6)
        self.box(x - head * 1.5, top + head * 2.1, x + head * 1.5, foot - height * 0.36, shirt, head * 0.7)
        self.disc(x, top + head, head, _SKIN)
        if hat:
            self.shape(
                [(x - head * 2.1, top + head * 0.8), (x, top - head * 1.1), (x + head * 2.1, top + head * 0.8)], hat
            )
        else:
            self.shape([(x - head, top + head), (x - head, top), (x + head, top), (x + head, top + head)], _SKIN)
            self.box(x - head, top - head * 0.15, x + head, top + head * 0.75, _HAIR, head * 0.7)


def _classroom(draw: _Scaled) -> None:
    draw.box(0, 0, 1200, 800, "#f6efe0")
    draw.box(0, 620, 1200, 800, "#c9a67a")
    draw.box(140, 110, 880, 430, "#8a6a45", 8)
    draw.box(156, 126, 864, 414, "#2f5d4c", 4)
    for row, width in enumerate((420, 520, 360, 460)):
        draw.line([(200, 180 + row * 55), (200 + width, 180 + row * 55)], "#dfe9e2", 7)
    draw.box(960, 110, 1110, 330, "#a9d3ec", 6)
    draw.line([(1035, 110), (1035, 330)], "#ffffff", 8)
    draw.line([(960, 220), (1110, 220)], "#ffffff", 8)
    draw.person(930, 650, 380, "#c9457a")
    for x in (150, 400, 650):
        draw.person(x, 720, 220, "#f3f6fa")
        draw.box(x - 90, 640, x + 90, 668, "#94693c", 4)
        draw.box(x - 80, 668, x - 66, 780, "#7c5631")
        draw.box(x + 66, 668, x + 80, 780, "#7c5631")
        draw.box(x - 50, 618, x + 20, 640, "#3f79b5", 3)


def _street(draw: _Scaled) -> None:
    draw.box(0, 0, 1200, 500, "#bfe0f2")
    draw.disc(1030, 120, 60, "#f8d667")
    for x, wall, roof in ((60, "#f2d7b5", "#a8482f"), (330, "#dfe8d2", "#7a3b2c"), (860, "#f6e3c8", "#a8482f")):
        draw.box(x, 270, x + 220, 520, wall)
        draw.shape([(x - 25, 275), (x + 110, 165), (x + 245, 275)], roof)
        draw.box(x + 85, 390, x + 140, 520, "#7b5b3a")
        draw.box(x + 20, 320, x + 70, 380, "#9cc7e0")
        draw.box(x + 155, 320, x + 205, 380, "#9cc7e0")
    draw.box(0, 505, 1200, 800, "#86b36a")
    draw.shape([(430, 800), (560, 505), (700, 505), (900, 800)], "#b9bec4")
    colours = ("#e0567f", "#f2b632", "#c54be0", "#ef6a3a")
    for number in range(26):
        left, right = 410 - number % 13 * 31, 760 + number % 13 * 34
        y = 560 + number % 13 * 17 + (number // 13) * 12
        for x in (left - (number // 13) * 30, right + (number // 13) * 30):
            draw.line([(x, y), (x, y + 26)], "#3f7a35", 5)
            draw.disc(x, y, 13, colours[number % 4])
            draw.disc(x, y, 5, "#fff3c4")
    draw.person(520, 700, 210, "#2e6fa8", hat="#e7d3a1")
    draw.person(800, 740, 230, "#b5483a", hat="#e7d3a1")


def _counter(draw: _Scaled) -> None:
    draw.box(0, 0, 1200, 800, "#e7edf3")
    draw.box(0, 640, 1200, 800, "#b7c2cc")
    draw.box(120, 80, 1080, 170, "#9b1b21", 6)
    for x in range(170, 1030, 62):
        draw.box(x, 112, x + 40, 136, "#f7dfe0", 4)
    draw.person(330, 620, 330, "#f3f6fa")
    draw.person(640, 620, 330, "#f3f6fa")
    draw.box(140, 440, 860, 680, "#8c6b48", 6)
    draw.box(120, 420, 880, 452, "#a98256", 6)
    for x in (420, 730):
        draw.box(x, 330, x + 120, 405, "#2a333c", 6)
        draw.box(x + 8, 338, x + 112, 397, "#6fa7d6", 3)
        draw.box(x + 50, 405, x + 70, 422, "#2a333c")
    draw.person(1000, 740, 380, "#3c8a5c")
    draw.box(925, 530, 985, 612, "#ffffff", 3)
    for row in range(4):
        draw.line([(934, 545 + row * 15), (976, 545 + row * 15)], "#8fa0b0", 4)


def _team(draw: _Scaled) -> None:
    draw.box(0, 0, 1200, 520, "#cfe6d8")
    draw.shape([(0, 520), (230, 290), (470, 520)], "#9cc4a8")
    draw.shape([(330, 520), (680, 220), (1010, 520)], "#84b394")
    draw.shape([(800, 520), (1080, 320), (1200, 420), (1200, 520)], "#9cc4a8")
    draw.box(0, 515, 1200, 800, "#d8c49a")
    draw.line([(1090, 190), (1090, 640)], "#6a5a44", 12)
    draw.box(930, 190, 1084, 290, "#c8102e")
    points = [(1007, 208), (1015, 232), (1040, 232), (1020, 247), (1028, 271), (1007, 256), (986, 271), (994, 247)]
    draw.shape([*points, (974, 232), (999, 232)], "#ffd400")
    shirts = ("#2e6fa8", "#2e6fa8", "#3c8a5c", "#2e6fa8", "#3c8a5c")
    for number, shirt in enumerate(shirts):
        draw.person(170 + number * 165, 700 + number % 2 * 36, 330 - number % 3 * 14, shirt)


SCENES: dict[str, Callable[[_Scaled], None]] = {
    "classroom": _classroom,
    "street": _street,
    "counter": _counter,
    "team": _team,
}
