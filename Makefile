# Everything a person types. Needs Python 3.11 or later, Node 20 or later (CDK's engine) and make; the rest it brings.

.DEFAULT_GOAL := help
SHELL := bash
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
UV := $(VENV)/bin/uv
# What CDK's Node says about itself each time; Node 20 still runs it.
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION := 1
export MYPYPATH := functions
export UV_LINK_MODE := copy

TOOLS := $(VENV)/.tools
EMULATOR := $(VENV)/emulator/.ready

# One worker more than cores, for a third of the time each waits; every one has an AWS of its own. Neighbours stay
# together, for they share what is slow to make.
# End to end most of the time is waiting, so that two nights at once do not disturb each other.
EVERY_CORE := -n $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1) --dist worksteal
TWO_NIGHTS := -n 2 --dist worksteal

.PHONY: help up demo test check bench learn deploy lock clean setup

help:  ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: setup  ## run it all here: phones, console, demo shop; Ctrl-C stops it
	@exec $(RUN) -m stacks.local.up

demo: setup  ## play both stories without a browser and print what each phone saw
	@$(RUN) -m stacks.local.demo

check: setup  ## the fast gate: format, lint, types, import contracts, unit and integration tests
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	PYTHONPATH=functions:. $(VENV)/bin/lint-imports
	$(RUN) -m pytest $(EVERY_CORE) tests/unit tests/integration tests/benchmarks/test_round_trips.py

test: check  ## everything: the gate, then the promises end to end, browser included
	$(RUN) -m pytest $(TWO_NIGHTS) tests/e2e

bench: setup  ## print the ratios that the design must keep
	$(RUN) -m pytest tests/benchmarks -s

learn: setup  ## learn anew which words emergencies are told in, after the corpus has grown
	@$(UV) venv --quiet --allow-existing --python $(RUN) $(VENV)/learn
	@$(UV) pip sync --quiet --require-hashes --python $(VENV)/learn/bin/python requirements/learn.lock
	@PYTHONPATH=functions:. $(VENV)/learn/bin/python tests/evals/pets/learn.py

deploy: setup node_modules/.package-lock.json  ## cdk deploy to the AWS account of your shell
	npx --no-install cdk deploy --require-approval broadening $(DEPLOY)

lock: $(TOOLS)  ## resolve requirements/*.in anew
	@for name in core mind sns notice emulator dev learn; do $(LOCK) requirements/$$name.in --output-file requirements/$$name.lock || exit 1; done
	@$(LOCK) --no-deps requirements/bare.in --output-file requirements/bare.lock

clean:  ## forget the environments, the local run's data and everything generated
	rm -rf $(VENV) .nightdesk cdk.out node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(TOOLS) $(EMULATOR)
	@:

# Universal: one lock for every Python from 3.11 on and every system. No header, no index: a lock names no machine.
LOCK = $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 or later is needed; name one with make PYTHON=..." >&2; exit 2; }
	@echo "making $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check uv==$$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements/dev.lock)

$(TOOLS): requirements/dev.lock pyproject.toml | $(UV)
	@echo "installing what runs and tests it"
	@$(UV) pip sync --quiet --require-hashes --python $(RUN) requirements/dev.lock
	@$(UV) pip install --quiet --no-deps --no-build-isolation --python $(RUN) --editable .
	@touch $@

$(EMULATOR): requirements/emulator.lock $(TOOLS)
	@echo "installing the emulated AWS"
	@$(UV) venv --quiet --allow-existing --python $(RUN) $(VENV)/emulator
	@$(UV) pip sync --quiet --require-hashes --python $(VENV)/emulator/bin/python requirements/emulator.lock
	@touch $@

node_modules/.package-lock.json: package-lock.json
	npm ci --no-fund --no-audit
