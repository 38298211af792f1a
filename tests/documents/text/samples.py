"""The real plans the reader is held against."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "thidua" / "demo" / "documents"
HUYEN, PHONG, THANH_PHO = (
    "ke-hoach-huyen-chau-thanh-2022.txt",
    "ke-hoach-phong-tu-phap-tp-tay-ninh-2024.txt",
    "ke-hoach-tp-tay-ninh-2023.txt",
)
NAMES = (HUYEN, PHONG, THANH_PHO)


def sample(name: str) -> str:
    """The text of one sample."""
    return (FOLDER / name).read_text(encoding="utf-8")
