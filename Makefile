# Two commands are all a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared

.PHONY: demo test lint bench train crossvalidate evaluate docs clean help

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("paperfacts needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	@echo "Setting up $(VENV) (a few minutes the first time)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

demo: $(READY) ## set up, read the bundled page and show what was found
	mkdir -p out
	$(BIN)/paperfacts extract golden/page.txt golden/second_page.txt --db out/facts.duckdb
	$(BIN)/paperfacts export --db out/facts.duckdb --out out/csv
	$(BIN)/paperfacts report --db out/facts.duckdb --out out/report.html
	$(BIN)/paperfacts query "SELECT factor, subject, baseline, evidence FROM fastest_claims LIMIT 5" --db out/facts.duckdb
	@echo
	@echo "Written:"
	@echo "  out/facts.duckdb   the facts: ask with  $(BIN)/paperfacts query \"SELECT ...\" --db out/facts.duckdb"
	@echo "  out/csv/           a CSV file per table and view"
	@echo "  out/report.html    open it in a browser: every fact highlighted in its abstract"

test: $(READY) ## set up and run all tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(READY) ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY) ## speed and memory, on the corpus of SHARED
	$(BIN)/python -m bench.speed --shared $(SHARED)

train: $(READY) ## train the weights anew from SHARED and golden/
	$(BIN)/python -m pipelines.training --shared $(SHARED)

crossvalidate: $(READY) ## how right such weights are on abstracts they have not seen
	$(BIN)/python -m pipelines.training --shared $(SHARED) --cross-validate

evaluate: $(READY) ## measure against the bundled golden page
	$(BIN)/paperfacts evaluate --golden golden/page.jsonl

docs: $(READY) ## the documentation as a site, in site/
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

clean: ## remove what the other commands made
	rm -rf out build site $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
