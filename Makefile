# The tools of a contributor. `make` runs everything that CI runs before the tests' slow tier.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
SOURCES = translator tests benchmarks training docs

.PHONY: all check format-check lint types layers test test-all fix docs bench wheel clean
.DEFAULT_GOAL := all

all: check test

check: format-check lint types

format-check: $(VENV)/ready
	$(BIN)/ruff format --check $(SOURCES)

lint: $(VENV)/ready
	$(BIN)/ruff check $(SOURCES)

types: $(VENV)/ready
	$(BIN)/mypy

test: $(VENV)/ready
	$(BIN)/python -m pytest -m "not slow"

test-all: $(VENV)/ready
	$(BIN)/python -m pytest

fix: $(VENV)/ready
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

# README's help blocks and screenshot, made from the program itself.
docs: $(VENV)/ready
	$(BIN)/python docs/make.py

wheel: $(VENV)/ready
	$(BIN)/python -m build

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[test]'
	touch $@

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
