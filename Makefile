# The tools of a contributor. `make` runs everything that CI runs before the tests' slow tier.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
SOURCES = translator tests benchmarks training docs
# The spelling dictionary with parts of speech: Debian's hunspell-fr-comprehensive has it there.
DICTIONARY ?= /usr/share/hunspell/fr.dic

.PHONY: all check format-check lint types test test-all fix docs model bench wheel clean
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

# The weights anew, from DATA (French<TAB>English, .tsv.xz) and DEV (sets with references);
# training/README.md has the recipes and what they cost.
model: $(VENV)/ready
	$(BIN)/pip install --quiet --requirement training/requirements.txt
	$(BIN)/python -m training.vocabulary $(DATA) .train/vocabulary
	$(BIN)/python -m training.words $(DATA) $(DATA)/words.tsv.xz
	$(BIN)/python -m training.swapped $(DATA) $(DICTIONARY) $(DATA)/swapped.tsv.xz
	cat training/written/*.tsv | xz > $(DATA)/written.tsv.xz
	cat training/articles/*.tsv | xz > $(DATA)/articles.tsv.xz
	$(BIN)/python -m training.prepare $(DATA) .train/tokens --vocabulary .train/vocabulary
	$(BIN)/python -m training.train training/recipes/$(or $(RECIPE),gpu-full).toml .train/tokens \
	  .train/vocabulary .train/run --development $(DEV)/newstest2013.tsv $(DEV)/flores-dev.tsv
	$(BIN)/python -m training.export .train/run .train/vocabulary .train/ship --convert .train/tokens

# Ratios against rivals, and growth; SET is source<TAB>reference lines. benchmarks/long_run.py,
# quality.py and checks.py take longer and are run by themselves.
bench: $(VENV)/ready
	$(BIN)/python -m benchmarks.start
	$(BIN)/python -m benchmarks.speed $(SET) --checkpoint training/checkpoints/fr-en
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.scale

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
