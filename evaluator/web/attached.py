"""A file that is sent back: always to be saved, never to be shown by the browser itself."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_TYPES: Final = {
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".eml": "message/rfc822",
    ".zip": "application/zip",
}
_ANY: Final = "application/octet-stream"


def attached(name: str, content: bytes) -> Response:
    """Return a file's bytes as an attachment of this name (RFC 6266 and 8187)."""
    known = _TYPES.get(PurePath(name).suffix.lower(), _ANY)
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=known, headers=headers)
