# `make run` serves Emberline, `make test` runs every check and test; both set everything up first.
# Works with GNU and BSD make. PYTHON=… names the interpreter that .venv is made with.

PYTHON ?=
WORKERS ?= 2
ARGS ?=

VENV = .venv
BIN = $(VENV)/bin
# pip warns at length about a cache in a home of somebody else (sudo, containers): there, without.
CACHE = $$(test -n "$$PIP_CACHE_DIR$$XDG_CACHE_HOME" || test -O "$$HOME" || echo --no-cache-dir)
QUIETLY = PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1
PIP = $(QUIETLY) $(BIN)/python -m pip $(CACHE)
PYTEST = $(BIN)/python -m pytest -n $(WORKERS)
COMPILE = $(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet
LOCK = $(COMPILE) --extra postgres --extra redis --group build
# The tests drive the system's; where there is none, one is fetched.
BROWSERS = chromium chromium-browser google-chrome
# Builds the web app where its sources have changed, and runs npm with the same Node.
WEB = $(BIN)/python web/build.py
MADE = $(VENV)/made-with-pip
RUNTIME = $(VENV)/installed-runtime
PACKAGE = $(VENV)/installed-package
DEVELOPMENT = $(VENV)/installed-development

.PHONY: help run test install check check-python check-web format nightly bench screenshots lock clean

help:
	@echo "make run         set up and serve on http://127.0.0.1:8080 (ARGS=\"--port 9000\" to change)"
	@echo "make test        set up, then run every check and test (WORKERS=4 for more processes)"
	@echo "make install     set up .venv, build the web app, and nothing else"
	@echo "make check       lint, format, order of imports, types; the web app's too, and its unit tests"
	@echo "make format      rewrite the files the way make check wants them"
	@echo "make nightly     the tests with their long counts"
	@echo "make bench       measure, and print ratios"
	@echo "make screenshots show the screens of the web app in a folder"
	@echo "make lock        resolve the requirement files again"
	@echo "make clean       remove .venv, caches and the built web app; never the data"

run: $(PACKAGE)
	@$(WEB)
	@$(BIN)/emberline serve $(ARGS)

test: check
	@$(PYTEST) $(ARGS)

install: $(DEVELOPMENT)
	@$(WEB)

check: $(DEVELOPMENT)
	@$(WEB)
	@$(MAKE) -s -j 2 check-python check-web

check-python:
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m mypy

check-web:
	@$(WEB) npm run --silent check
	@$(WEB) npm run --silent test -- --reporter=dot

format: $(DEVELOPMENT)
	@$(BIN)/python -m ruff check --fix-only .
	@$(BIN)/python -m ruff format .
	@$(WEB) npm run --silent format

nightly: check
	@$(PYTEST) --hypothesis-profile=nightly $(ARGS)

bench: $(DEVELOPMENT)
	@$(WEB)
	@for file in benchmarks/*.py; do \
		test -f "$$file" || { echo "There is nothing in benchmarks/ to run." >&2; exit 1; }; \
		echo "$$file"; $(BIN)/python "$$file" $(ARGS) || exit 1; \
	done

screenshots: $(DEVELOPMENT)
	@$(WEB)
	@$(BIN)/python -m tests.e2e.screenshots $(ARGS)

lock: $(MADE)
	@$(PIP) install --quiet uv
	@$(LOCK) pyproject.toml -o requirements.txt
	@$(LOCK) --extra neural --group dev pyproject.toml -o requirements-dev.txt
	@$(COMPILE) --group pyproject.toml:node -o requirements-node.txt

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist
	@rm -rf web/.node web/.npm web/node_modules web/.svelte-kit emberline/web/site

$(DEVELOPMENT): $(PACKAGE) requirements-dev.txt
	@echo "Installing what the checks and tests need ..."
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit; done; \
		$(BIN)/python -m playwright install chromium
	@touch $@

$(PACKAGE): $(RUNTIME) pyproject.toml
	@$(PIP) install --quiet --no-build-isolation --no-deps -e .
	@touch $@

$(RUNTIME): $(MADE) requirements.txt
	@echo "Installing what Emberline needs into $(VENV) (once, about a minute) ..."
	@$(PIP) install --quiet --require-hashes -r requirements.txt
	@touch $@

# No file comes of this rule: where the interpreter is missing or gone, all below is made again.
$(BIN)/python:
	@:

# Debian parts ensurepip from python3; without it the system's pip puts one into the environment.
$(MADE): $(BIN)/python
	@python="$(PYTHON)"; \
	for candidate in $${python:-python3 python3.11 python3.12 python3.13 python3.14}; do \
		"$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
			&& found=$$candidate && break; \
	done; \
	test -n "$$found" || { \
		echo "Emberline needs Python 3.11 or newer; install one, or name it: make PYTHON=/path/to/python3" >&2; \
		exit 1; }; \
	"$$found" -m venv --clear $(VENV) >/dev/null 2>&1 || { \
		"$$found" -m venv --clear --without-pip $(VENV) >/dev/null 2>&1 \
		&& $(QUIETLY) "$$found" -m pip --python $(BIN)/python install --quiet pip >/dev/null 2>&1; } || { \
		echo "$$found cannot make a virtual environment: install its venv module (on Debian and Ubuntu: apt install python3-venv) and run make again." >&2; \
		exit 1; }
	@touch $@
