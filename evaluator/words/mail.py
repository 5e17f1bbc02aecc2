"""Mail addresses: what a mail can be sent to."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def is_mail_address(text: str) -> bool:
    """Whether it is one address, and nothing else."""
    return bool(_ADDRESS.fullmatch(text))
