"""Where among the outputs each kind lies, for those that look for one and make none."""

from __future__ import annotations

from typing import Final

CHART_FOLDER: Final = "図"
SLIDE_FOLDER: Final = "図/スライド用"
DATA_FOLDER: Final = "data"
PAGE: Final = "index.html"
FIGURES: Final = "参考図.docx"
