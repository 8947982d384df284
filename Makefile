# What the README tells people to call. Every target says what it is doing.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
SAY := @printf '\n== %s\n'

.DEFAULT_GOAL := help
.PHONY: help demo test check lint heads docs clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.installed ## check the demo brand and write its HTML report to reports/
	$(SAY) "checking the demo brand (it is meant to have findings)"
	$(BIN)/samklang check; status=$$?; test $$status -le 1
	$(SAY) "writing the HTML report"
	$(BIN)/samklang report --output reports/nordlys.html

test: $(VENV)/.installed-dev ## the whole test suite
	$(SAY) "running the tests"
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev ## format, lint, types and import contracts
	$(SAY) "format, lint, types, import contracts"
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## what the gate runs: lint, then test

heads: $(VENV)/.installed-dev ## fit the shipped heads again from the pairs and the needs' examples
	$(SAY) "fitting the heads (four minutes or so)"
	$(BIN)/python -m samklang.training.train
	$(SAY) "measuring what they make of a faithful translation"
	$(BIN)/python -m benchmarks.translation --write

docs: $(VENV)/.installed-dev ## write docs/commands.md, docs/rules.md and docs/traits/ from the code
	$(SAY) "writing docs/commands.md, docs/rules.md and docs/traits/"
	$(BIN)/python -m benchmarks.commands
	$(BIN)/python -m benchmarks.rules
	$(BIN)/python -m benchmarks.traits

$(VENV)/bin/python:
	$(SAY) "making $(VENV)"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(SAY) "installing samklang and what it needs (torch is the big one: 200 MB)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(SAY) "installing samklang with its development tools (torch is the big one: 200 MB)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

clean: ## remove what was made here
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
