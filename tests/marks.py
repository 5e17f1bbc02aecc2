"""The marks of the shipped scale, by name: tests of a round that brings no scale of its own."""

from __future__ import annotations

from typing import Final

from evaluator.rubric import shipped_scale

SCALE: Final = shipped_scale()
EXCELLENT, GOOD, PARTIAL, POOR = SCALE.marks
