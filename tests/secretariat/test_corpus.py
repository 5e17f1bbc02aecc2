"""Hundreds of files that nobody here made: each gives one clear finding, and nothing else.

The corpus lies beside the repository (../shared/corpus) and is not part of it; see its README.
"""

from __future__ import annotations

import csv
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from evaluator.catalogue import Catalogue
from evaluator.findings import Finding, Severity
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import Source
from tests.builders import read_form, source_of

CORPUS: Final = Path(__file__).parents[3] / "shared" / "corpus"
MANIFEST: Final = CORPUS / "MANIFEST.tsv"
FILES: Final = sorted(CORPUS.glob("*.*"))
SAMPLE: Final = FILES[::21]
"""Forty of them, always the same, for the quick tests."""
REST: Final = [path for path in FILES if path not in set(SAMPLE)]


def _each(paths: list[Path]) -> pytest.MarkDecorator:
    if not paths:
        reason = f"the corpus is not at {CORPUS}"
        return pytest.mark.parametrize("path", [pytest.param(None, marks=pytest.mark.skip(reason))])
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.name)


def only_finding(path: Path, catalogue: Catalogue) -> Finding:
    """Read a file as a submission; anything but one finding about the file fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            source: Source | Refused = source_of(path)
        except Refused as refused:
            source = refused
        submission, found = read_form(path, catalogue)
    assert submission is None
    assert len(found) == 1, found
    if isinstance(source, Source):
        assert found[0].code == "F007"
    else:
        assert found[0] == source.finding(path.name)
    return found[0]


def check(path: Path, catalogue: Catalogue) -> None:
    finding = only_finding(path, catalogue)

    assert finding.code.startswith("F0")
    assert finding.severity is Severity.ERROR
    assert finding.where.file == path.name
    assert finding.message.endswith("。")
    assert finding.remedy.endswith("。")


@_each(SAMPLE)
def test_a_file_of_the_sample_gives_one_finding(path: Path, catalogue: Catalogue) -> None:
    check(path, catalogue)


@pytest.mark.slow
@_each(REST)
def test_every_other_file_gives_one_finding(path: Path, catalogue: Catalogue) -> None:
    check(path, catalogue)


EXPECTED: Final[Mapping[tuple[str, str], set[str]]] = {
    # F002 tells from F003 whether a password is to be removed or the format changed.
    ("encrypted", "xlsx"): {"F002"},
    ("encrypted", "xlsb"): {"F002"},
    ("encrypted", "xlsm"): {"F002"},
    ("encrypted", "xls"): {"F003", "F036"},
    ("legacy xls", "xls"): {"F003"},
    ("macro", "xlsm"): {"F006"},
    ("macro", "xlsb"): {"F003"},
    ("strict OOXML", "xlsx"): {"F003"},
    ("zip-bomb-like", "xlsx"): {"F005"},
    ("1904 dates", "xlsx"): {"F007"},
    ("external links", "xlsx"): {"F007"},
    ("ok", "xlsx"): {"F007"},
}
"""What the manifest says of a file, and its type → the only codes that are right."""


def _kinds() -> list[tuple[tuple[str, str], list[str]]]:
    if not MANIFEST.is_file():
        return []
    with MANIFEST.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return [
        (kind, [r["file"] for r in rows if (r["category"], Path(r["file"]).suffix[1:]) == kind])
        for kind in EXPECTED
    ]


@pytest.mark.slow
@pytest.mark.skipif(not MANIFEST.is_file(), reason=f"the corpus is not at {CORPUS}")
@pytest.mark.parametrize(
    ("kind", "names"), _kinds(), ids=[" ".join(kind) for kind, _ in _kinds()] or None
)
def test_a_file_is_named_for_what_the_manifest_says_it_is(
    kind: tuple[str, str], names: list[str], catalogue: Catalogue
) -> None:
    assert names
    found = {name: read_form(CORPUS / name, catalogue)[1][0].code for name in names}

    assert {name: code for name, code in found.items() if code not in EXPECTED[kind]} == {}
