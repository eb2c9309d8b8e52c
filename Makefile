# Two commands do everything on a machine that has Python 3.11 and make:
#   make extract    saved pages to a database        make test    a verdict
PAGES ?= fixtures/reports
DB    ?= reports.db
PYTHON ?= python3
VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.installed
DEV   := $(VENV)/.installed-dev
SERVE := $(VENV)/.installed-serve
EXPORT := $(VENV)/.installed-export

OUT     ?= export
PAGE    ?= report.html
ARCHIVE ?= archive
PORTAL  ?=

.PHONY: help extract export report test test-slow coverage serve check crawl bench bench-peers lint types architecture docs audit clean

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

$(SERVE): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[serve]'
	@touch $@ $(READY)

$(EXPORT): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[export]'
	@touch $@ $(READY)

extract: $(READY)
	$(BIN)/gongkai extract $(DB) $(PAGES)

test: $(DEV)
	$(BIN)/python -m pytest -n auto

test-slow: $(DEV)
	$(BIN)/python -m pytest -n auto -m "slow or not slow"

coverage: $(DEV)
	$(BIN)/python -m pytest -n auto --cov --cov-report=term --cov-fail-under=100

serve: $(SERVE)
	$(BIN)/gongkai serve $(DB)

export: $(EXPORT)
	$(BIN)/gongkai export $(DB) $(OUT)

report: $(EXPORT)
	$(BIN)/gongkai report $(DB) $(PAGE)

check: $(READY)
	$(BIN)/gongkai check $(DB)

crawl: $(READY)
	$(BIN)/gongkai crawl $(ARCHIVE) $(PORTAL)
	$(BIN)/gongkai extract $(DB) $(ARCHIVE)

bench: $(DEV)
	$(BIN)/python -m tests.bench

bench-peers: $(DEV)
	$(BIN)/python -m tests.bench.peers

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

architecture: $(DEV)
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) build dist
