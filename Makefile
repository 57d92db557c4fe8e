# Outboard: `make` lists what there is. It needs only Python 3.11 or later and make.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8501
SAMPLE ?= 1
VENV := .venv
BIN := $(VENV)/bin
UV ?= uv

# The first Python that is new enough and can make an environment.
FIND_PYTHON = for name in $(PYTHON) python3.13 python3.12 python3.11 python3 python3.14 python; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
	&& { echo "$$name"; break; }; done
NO_PYTHON = Outboard needs Python 3.11 to 3.14 with its venv module, and found none. \
	Install one (Debian: apt install python3-venv) or name it: make setup PYTHON=/path/to/python3
PIP = $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
LOCK = $(UV) pip compile pyproject.toml - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet

.PHONY: help setup run test lint bench docs lock browser

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-6s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## Make .venv with everything that runs Outboard, .venv/bin/outboard among it

run: setup ## Serve on this machine: make run [DATABASE_URL=…] [PORT=8501] [SAMPLE=0]
	@exec $(BIN)/outboard serve --port $(PORT) $(if $(filter-out 0,$(SAMPLE)),--sample)

test: lint browser ## Check style, types and layers, then run every test
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: $(VENV)/.ready-dev ## Check style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.ready-dev ## Measure speed and accuracy; results go to benchmarks/results and docs/performance.md
	$(BIN)/python -m benchmarks

docs: $(VENV)/.ready-dev browser ## Write the generated reference anew and take the pictures of the user guide again
	$(BIN)/python -m docs.generate_reference
	$(BIN)/python -m docs.take_screenshots

lock: ## Choose versions anew within the bounds of pyproject.toml (needs uv); setuptools builds the project itself
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv" >&2; exit 1; }
	echo 'setuptools>=80,<90' | $(LOCK) --upgrade --output-file requirements.lock
	echo 'setuptools>=80,<90' | $(LOCK) --upgrade --extra dev --constraint requirements.lock --output-file requirements-dev.lock

browser: $(VENV)/.ready-dev
	@BIN=$(BIN) sh tests/install_browser.sh

$(BIN)/pip:
	@python=$$($(FIND_PYTHON)); test -n "$$python" || { echo "$(NO_PYTHON)" >&2; exit 1; }; \
	"$$python" -m venv $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/pip
	@echo "Installing what Outboard needs into $(VENV) (about a minute) …"
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	@echo "Installing what the tests need …"
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@
