"""Files that go out to a browser: to be kept, never to be run or shown as a page of ours."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response

from evaluator.files import read_file
from evaluator.outputs.page import script_hash
from evaluator.secretariat.made import MadeFile

_PICTURE: Final = ".png"
_BYTES: Final = "application/octet-stream"


def attachment(file: MadeFile) -> Response:
    """Return a file to be kept, under its own name."""
    return FileResponse(file.path, media_type=_BYTES, filename=file.path.name)


def attached(name: str, content: bytes) -> Response:
    """Return bytes to be kept as a file of this name (RFC 6266 and 8187)."""
    headers = {"content-disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}"}
    return Response(content, media_type=_BYTES, headers=headers)


def picture(file: MadeFile) -> Response:
    """Return a picture to be shown in a page; 404 if it is none that can do no harm."""
    if file.path.suffix != _PICTURE:
        raise HTTPException(404)
    return FileResponse(file.path, media_type="image/png")


def working_page(file: MadeFile) -> Response:
    """Return the working page to be shown: alone, without our cookies, running its script only.

    It carries its own style and script, which no other page of ours may.
    """
    policy = (
        "sandbox allow-scripts allow-popups allow-modals; default-src 'none'; "
        f"style-src 'unsafe-inline'; script-src 'sha256-{script_hash()}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    content = read_file(file.path).decode("utf-8", "replace")
    return HTMLResponse(content, headers={"content-security-policy": policy})
