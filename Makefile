# What the README tells people to call. Every target says what it is doing.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
SAY := @printf '\n== %s\n'

.DEFAULT_GOAL := help
.PHONY: help demo test cover check lint encoder heads floors docs lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.installed ## check the demo brand and write its HTML report to reports/
	$(SAY) "checking the demo brand (it is meant to have findings)"
	$(BIN)/samklang check; status=$$?; test $$status -le 1
	$(SAY) "writing the HTML report"
	$(BIN)/samklang report --output reports/nordlys.html

# Of each file in one process, so that what its tests share is made once; a process computes on one core.
WORKERS := --numprocesses auto --maxprocesses 4 --dist loadfile
PYTEST := OMP_NUM_THREADS=1 $(BIN)/python -m pytest $(WORKERS)

test: $(VENV)/.installed-dev ## the whole test suite
	$(SAY) "running the tests"
	$(PYTEST)

cover: $(VENV)/.installed-dev ## the whole test suite, and how much of the code it runs
	$(SAY) "running the tests, with coverage"
	$(PYTEST) --cov

lint: $(VENV)/.installed-dev ## format, lint, types and import contracts
	$(SAY) "format, lint, types, import contracts"
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint cover ## what the gate runs: lint, then the tests with coverage

encoder: $(VENV)/.installed-dev ## teach the encoder Swedish and Danish from PARALLEL=FOLDER of parallel text
	$(SAY) "teaching a table of Swedish and Danish (an hour or so; run it again to go on after a break)"
	$(BIN)/python -m samklang.distillation '$(PARALLEL)'
	$(SAY) "writing the graph, the tokenizers and the table into src/samklang/encode/bundled (make heads follows)"
	$(BIN)/python -m samklang.distillation.ship

heads: $(VENV)/.installed-dev ## fit the shipped heads again from the pairs and the needs' examples
	$(SAY) "fitting the heads (four minutes or so)"
	$(BIN)/python -m samklang.training.train
	$(SAY) "measuring what they make of a faithful translation"
	$(BIN)/python -m benchmarks.translation --write

floors: $(VENV)/.installed-dev ## raise the figures that must not fall (tests/floors.json) to what is measured now
	$(SAY) "measuring the shipped heads and the demo"
	$(BIN)/python -m benchmarks.floors

docs: $(VENV)/.installed-dev ## write the pages of docs/ that are made from the code
	$(SAY) "writing docs/architecture.md, docs/commands.md, docs/rules.md and docs/traits/"
	$(BIN)/python -m benchmarks.architecture
	$(BIN)/python -m benchmarks.commands
	$(BIN)/python -m benchmarks.rules
	$(BIN)/python -m benchmarks.traits

lock: $(VENV)/.installed-dev ## lock what a default install needs, at its newest releases and with their hashes
	$(SAY) "writing requirements.lock"
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" \
		--output-file requirements.lock pyproject.toml

$(VENV)/bin/python:
	$(SAY) "making $(VENV)"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(SAY) "installing samklang and what it needs"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(SAY) "installing samklang with its development tools (torch is the big one: 200 MB)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

clean: ## remove what was made here
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
