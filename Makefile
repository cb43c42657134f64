# One word for each thing done with Jiugai. Windows without make: README.md has the plain commands.
# PYTHON=python3.12 make setup   picks another interpreter (3.11, 3.12 or 3.13).

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup test-setup app test test-heavy bench bench-app bundle lock format clean

help: ## list these words
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

# uv installs the same locked, hashed files as pip, ten times as fast; it is used when it happens to be there.
define install
	if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python $(1); \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check $(1); fi
endef

setup: .venv/.runtime static/vendor/.complete ## make .venv (with .venv/bin/jiugai) and fetch the browser files

test-setup: setup .venv/.test

.venv/bin/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) \
	    else f"Jiugai needs Python 3.11, 3.12 or 3.13, this is {v[0]}.{v[1]}: PYTHON=python3.12 make setup")'
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.lock pyproject.toml | .venv/bin/python
	@$(call install,--require-hashes -r requirements.lock)
	@$(call install,--no-build-isolation --no-deps --editable .)
	@touch $@

.venv/.test: requirements-test.lock .venv/.runtime
	@$(call install,--require-hashes -r requirements-test.lock)
	@touch $@

static/vendor/.complete: browser/package-lock.json setup/browser_files.py | .venv/.runtime
	$(BIN)/python setup/browser_files.py
	@touch $@

studies/demo/study.yaml: | .venv/.runtime
	$(BIN)/jiugai demo studies/demo

app: setup studies/demo/study.yaml ## serve the browser app with the demo study on localhost:8501
	$(BIN)/streamlit run app.py --server.port 8501

test: test-setup ## every quick check: lint, format, types, import contracts, tests, doctests, docs, browser
	@command -v chromium google-chrome >/dev/null || test -n "$${CHROMIUM:-}" || \
	    echo "No Chromium: browser tests skip themselves. apt-get install chromium fonts-noto-cjk, or set CHROMIUM="
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

test-heavy: test-setup ## slow checks: bundles, wheels for every platform
	$(BIN)/pytest -m heavy

bench: setup ## time every part beside what is asked of it (some ten minutes); PARTS="walking siting" for some alone
	$(BIN)/python -m cli.bench $(PARTS)

bench-app: test-setup ## time the app's page in Chromium at 555, 3,000 and 20,000 estates (half an hour); ARGS="--sizes 555"
	$(BIN)/python -m cli.bench_app $(ARGS)

bundle: setup ## one zip per platform for networks without internet, in dist/
	$(BIN)/python -m setup.bundle

lock: ## resolve the dependencies afresh, with uv from .venv or from PATH
	PATH="$(CURDIR)/$(BIN):$$PATH" $(PYTHON) setup/lock.py

format: test-setup ## put the code in the agreed form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

clean: ## remove all that make and the checks made; studies/ stays
	rm -rf .venv static/vendor dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
