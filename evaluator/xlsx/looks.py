"""The colours and the font of every workbook that the program writes."""

from __future__ import annotations

from typing import Final

FONT: Final = "游ゴシック"  # in Excel since 2016; LibreOffice falls back to what it has
INK: Final = "#1F2933"
MUTED: Final = "#52606D"
LINE: Final = "#9AA5B1"
HEADER_FILL: Final = "#DCE3EB"
INPUT_FILL: Final = "#FFF9DB"
CLOSED_FILL: Final = "#EEF0F2"
INPUT_HEADER_FILL: Final = "#F3DC8B"
