"""Files that go out to a browser: to be kept, never to be run or shown as a page of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse

from evaluator.errors import CannotWrite
from evaluator.files import read_file, reason
from evaluator.outputs.page import script_hash
from evaluator.secretariat.made import MadeFile

_PICTURE: Final = ".png"
_BYTES: Final = "application/octet-stream"
_SCRIPT: Final = re.compile(r"script-src 'sha256-([A-Za-z0-9+/]{43}=)'")
_PIECE: Final = 256 * 1024


def attachment(file: MadeFile) -> Response:
    """Return a file to be kept, under its own name."""
    return FileResponse(file.path, media_type=_BYTES, filename=file.path.name)


def zipped(files: Iterable[tuple[str, Path]], name: str) -> Response:
    """Return files in one, made apart so that it takes no memory; the same files, the same bytes.

    CannotWrite.
    """
    try:
        out = _zip(files)
    except OSError as error:
        raise CannotWrite(f"zipを作れません（{reason(error)}）。") from error
    return StreamingResponse(_pieces(out), media_type=_BYTES, headers=_named(name))


def _zip(files: Iterable[tuple[str, Path]]) -> IO[bytes]:
    out = TemporaryFile()  # noqa: SIM115  # closed with its last piece
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, path in files:
            inside = ZipInfo(name)  # its day is always the same
            inside.compress_type = ZIP_DEFLATED
            inside.external_attr = 0o644 << 16
            archive.writestr(inside, path.read_bytes())
    out.seek(0)
    return out


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        while piece := out.read(_PIECE):
            yield piece


def attached(name: str, content: bytes) -> Response:
    """Return bytes to be kept as a file of this name (RFC 6266 and 8187)."""
    return Response(content, media_type=_BYTES, headers=_named(name))


def _named(name: str) -> dict[str, str]:
    return {"content-disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}"}


def picture(file: MadeFile) -> Response:
    """Return a picture to be shown in a page; 404 if it is none that can do no harm."""
    if file.path.suffix != _PICTURE:
        raise HTTPException(404)
    return FileResponse(file.path, media_type="image/png")


def working_page(file: MadeFile) -> Response:
    """Return the working page to be shown: alone, without our cookies, running its script only.

    It carries its own style and script, which no other page of ours may. Which script is its own it
    says itself: a page of an earlier edition has the one of its time.
    """
    content = read_file(file.path).decode("utf-8", "replace")
    own = _SCRIPT.search(content)
    script = own[1] if own else script_hash()
    policy = (
        "sandbox allow-scripts allow-popups allow-modals; default-src 'none'; "
        f"style-src 'unsafe-inline'; script-src 'sha256-{script}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return HTMLResponse(content, headers={"content-security-policy": policy})
