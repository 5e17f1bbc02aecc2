"""The open data of the sample round."""

from __future__ import annotations

import pytest

from evaluator.outputs.opendata import open_data
from evaluator.results.results import Results


@pytest.fixture(scope="package")
def files(report: Results) -> dict[str, bytes]:
    return dict(open_data(report))
