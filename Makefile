# make demo: analyse the sample articles.  make test: the whole test suite.
# Both make .venv and install what they need; nothing but Python 3.11 or newer and make is expected.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORT := build/demo/report.html

.PHONY: demo test lint docs notebooks patterns clean

demo: $(VENV)/installed
	@mkdir -p $(dir $(REPORT))
	@$(BIN)/framing analyze datasets/sample/articles.jsonl
	@$(BIN)/framing analyze datasets/sample/articles.jsonl --html $(REPORT)
	@echo "Open $(abspath $(REPORT)) in a browser."

test: $(VENV)/installed-dev
	$(BIN)/pytest

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks lexicons --write docs/lexicons.md
	$(BIN)/python -m benchmarks datasets --write docs/datasets.md
	$(BIN)/python -m benchmarks raters --page
	$(BIN)/python -m benchmarks agency --write docs/agency_figures.md
	$(BIN)/python -m benchmarks axes --write docs/axes_figures.md
	$(BIN)/python -m benchmarks frames --write docs/frames_figures.md
	$(BIN)/python -m benchmarks moral --write docs/moral_figures.md
	$(BIN)/python -m benchmarks story --write docs/speed_figures.md
	$(BIN)/python -m benchmarks naming --write docs/labelling_figures.md
	$(BIN)/python -m benchmarks own_frames --write docs/own_frames_figures.md
	$(BIN)/python -m benchmarks tagger --write docs/tagging_figures.md

notebooks: $(VENV)/installed-dev
	FRAMING_ARTICLES= FRAMING_MIRROR= $(BIN)/jupyter nbconvert --to notebook --execute --inplace notebooks/*.ipynb

patterns: $(VENV)/installed
	$(BIN)/python -c "from framing.parsing.patterns import write_needs; write_needs()"

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@ $(VENV)/installed
