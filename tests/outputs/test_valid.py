"""Every workbook and document that is written is valid against the standard's schemas."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.files import Workspace
from evaluator.outputs.document import render_document, render_figures
from evaluator.outputs.workbook import render_workbook
from evaluator.results.results import Results
from tests.builders import R07
from tests.form.returned import faults, needs_schemas
from tests.outputs.test_document import CHART

pytestmark = needs_schemas


@pytest.mark.parametrize("which", ["report", "draft"])
def test_the_outputs_of_a_round(which: str, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(which)

    assert faults(render_workbook(results, [CHART])) == set()
    assert faults(render_document(results, [CHART])) == set()
    assert faults(render_figures(results, [CHART])) == set()


def test_the_catalogue_and_the_forms(sample_workspace: Workspace) -> None:
    issued = sorted(sample_workspace.templates(R07).glob("R07_*.xlsx"))
    filled = sorted(sample_workspace.submissions(R07).glob("R07_*.xlsx"))
    assert issued
    assert filled

    for path in (sample_workspace.catalogue(R07), issued[0], filled[0]):
        assert faults(path.read_bytes()) == set(), Path(path).name
