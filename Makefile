# Two commands do everything on a machine that has Python 3.11 and make:
#   make extract    saved pages to a database        make test    a verdict
PAGES ?= fixtures/reports
DB    ?= reports.db
PYTHON ?= python3
VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.installed
DEV   := $(VENV)/.installed-dev

.PHONY: help extract test serve check crawl bench lint types architecture docs ci clean

help:
	@sed -n 's/^#   //p' Makefile

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(READY)

extract: $(READY)
	$(BIN)/gongkai extract $(DB) $(PAGES)

test: $(DEV)
	$(BIN)/python -m pytest -n auto

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

architecture: $(DEV)
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) build dist
