# Everything the project needs comes from requirements.lock, into .venv.
# On Windows without make, see README.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Compiled modules are kept, whatever the machine's setting: programs then start in half the time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-slow check docs template gallery comparison mutation lock clean

demo: $(READY)  ## run the synthetic sample round from end to end
	$(BIN)/evaluator demo

test: $(READY)  ## run the quick tests
	$(BIN)/python -m pytest

test-slow: $(READY)  ## run the tests marked slow (they need soffice)
	$(BIN)/python -m pytest -m slow --dist load

check: $(READY)  ## lint, format, types and the layers of ARCHITECTURE.md
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(READY)  ## write the pages in docs/ that are made from the code and its data
	$(BIN)/python -m evaluator.outputs.reference.findings docs/findings.md
	$(BIN)/python -m evaluator.outputs.reference.rubric docs/rubric.md
	$(BIN)/python -m evaluator.cli.reference docs/commands.md

template: $(READY)  ## make the shipped Word template anew
	$(BIN)/python docs/make_template.py

gallery: $(READY)  ## make the pictures in docs/gallery anew (needs soffice and pdftoppm)
	$(BIN)/python docs/make_gallery.py

comparison: $(READY)  ## measure this program beside its peers, write docs/comparison.md
	$(BIN)/python -m benchmarks.comparison.compare

mutation: $(READY)  ## make small mistakes in four rooms, see that their quick tests notice
	$(BIN)/python -m benchmarks.mutation

lock:  ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev \
		--no-header --upgrade --quiet pyproject.toml --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes \
		--no-header --upgrade --quiet requirements-browser.in \
		--constraints requirements.lock --output-file requirements-browser.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 以上が必要です（例: make demo PYTHON=python3.12）")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)
