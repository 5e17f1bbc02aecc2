"""From what stands in a cell to what it means.

What is certain is read, and noted where it differs from what was typed; what is a guess is
rejected with the suggestion; nothing is changed in silence. Blank is the field's own empty
value ("", None or ()), never －, 該当なし or 0.
"""

from evaluator.sheets.normalise.choices import (
    choice,
    is_placeholder,
    listed_choice,
    mark,
)
from evaluator.sheets.normalise.dates import day, day_or_serial
from evaluator.sheets.normalise.numbers import number, quantity, whole, year
from evaluator.sheets.normalise.parsed import Parsed, Rejected
from evaluator.sheets.normalise.pointers import is_pointer
from evaluator.sheets.normalise.several import (
    Named,
    as_separated,
    chosen,
    known_names,
    listed_choices,
    pieces,
    unbracketed,
    unlisted,
)
from evaluator.sheets.normalise.texts import (
    compare_key,
    identifier,
    is_same,
    line,
    names,
    round_id,
    steps,
    text,
    url,
)
from evaluator.xlsx.source import Raw

__all__ = [
    "Named",
    "Parsed",
    "Raw",
    "Rejected",
    "as_separated",
    "choice",
    "chosen",
    "compare_key",
    "day",
    "day_or_serial",
    "identifier",
    "is_placeholder",
    "is_pointer",
    "is_same",
    "known_names",
    "line",
    "listed_choice",
    "listed_choices",
    "mark",
    "names",
    "number",
    "pieces",
    "quantity",
    "round_id",
    "steps",
    "text",
    "unbracketed",
    "unlisted",
    "url",
    "whole",
    "year",
]
