"""Make the pictures in docs/gallery: every sheet of a form, the annex, and the charts.

Run by `make gallery`; needs soffice and pdftoppm. The pictures are looked at, not tested.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from evaluator import pipeline, second_year
from evaluator.files import Workspace
from evaluator.form.write import form_name
from evaluator.model import MinistryName, RoundId

GALLERY: Final = Path(__file__).parent / "gallery"
R07: Final = RoundId("R07")
R08: Final = RoundId("R08")
SHOWN: Final = MinistryName("外務省")
DPI: Final = "70"
PAGES: Final = "8"  # of each document; the rest looks the same


def main() -> None:
    """Run the sample round in a temporary folder and picture what comes out of it."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        pipeline.init(workspace, R07)
        catalogue, _ = pipeline.open_catalogue(workspace, R07)
        pipeline.write_forms(workspace, catalogue)
        pipeline.fill_forms(workspace, catalogue)
        _, paths = pipeline.run(workspace, R07)
        GALLERY.mkdir(exist_ok=True)
        for old in GALLERY.glob("*.png"):
            old.unlink()
        name = form_name(catalogue, SHOWN)
        picture(workspace.templates(R07) / name, "様式（記入前）")
        picture(workspace.submissions(R07) / name, "様式（記入後）")
        for path in paths:
            if path.suffix == ".png":
                shutil.copy(path, GALLERY / path.name)
            else:
                picture(path, path.stem)
        shutil.copy(change_picture(workspace), GALLERY)


def change_picture(workspace: Workspace) -> Path:
    """Run the sample's second year, and return the chart that only it has."""
    second_year.init(workspace, R08)
    catalogue, _ = pipeline.open_catalogue(workspace, R08)
    pipeline.write_forms(workspace, catalogue)
    pipeline.fill_forms(workspace, catalogue)
    _, paths = pipeline.run(workspace, R08)
    return next(path for path in paths if path.name == "図7_前年からの変化.png")


def picture(path: Path, name: str) -> None:
    """Print a document to PDF as LibreOffice does, and each page to a picture."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(path)], check=True, stdout=sys.stderr)  # noqa: S603
        pdf = Path(folder) / f"{path.stem}.pdf"
        subprocess.run(  # noqa: S603
            ["pdftoppm", "-r", DPI, "-l", PAGES, "-png", str(pdf), str(GALLERY / name)],  # noqa: S607
            check=True,
        )


if __name__ == "__main__":
    main()
