# What a developer or a visitor types. All paths are relative, so that the folder may have spaces in its name.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint types check demo-reset messages messages-compile requirements figures \
	security-figures pictures bench prepare prepare-test

help: ## this list
	@echo "Reencuentro: make <target>"
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 20

run: prepare ## start the demo on http://127.0.0.1:8000 (PORT=9000, HOST=0.0.0.0)
	@exec $(BIN)/python -m reencuentro.cli.main serve --host "$(HOST)" --port "$(PORT)"

test: prepare-test ## static checks, then all tests on SQLite and on PostgreSQL, with a real browser
	@exec $(BIN)/python tools/test.py

lint: prepare-test ## ruff and djlint
	@$(BIN)/python tools/check.py lint

types: prepare-test ## mypy
	@$(BIN)/python tools/check.py types

check: prepare-test ## all static checks: format, lint, types, layers, templates, translations
	@$(BIN)/python tools/check.py

demo-reset: prepare ## build the demo world anew
	@$(BIN)/python -m reencuentro.cli.main demo_reset

messages: prepare-test ## collect the words of code and templates into the Spanish catalogues
	@$(BIN)/python tools/messages.py update

messages-compile: prepare ## compile the Spanish catalogues
	@$(BIN)/python -m reencuentro.cli.main messages_compile

requirements: ## compile requirements/*.in with hashes (needs uv)
	@cd requirements && for name in base prod ocr test; do \
		uv pip compile --quiet --generate-hashes --no-header --only-binary :all: --python-version 3.11 \
			"$$name.in" -o "$$name.txt" || exit 1; done; \
		uv pip compile --quiet --generate-hashes --no-header --no-binary metaphone --only-binary :all: \
			--python-version 3.11 bench.in -o bench.txt

figures: prepare-test ## sizes of files and functions, typed share, comments, tests, layers
	@$(BIN)/python tools/figures.py

security-figures: prepare ## write docs/security-figures.md from the settings
	@$(BIN)/python -m reencuentro.cli.main security_figures > docs/security-figures.md

pictures: prepare-test ## take the pictures of docs/journey.md anew (needs Chromium)
	@REENCUENTRO_MODE=test REENCUENTRO_PICTURES=docs/pictures $(BIN)/python -m pytest -q \
		tests/journeys/test_julio.py tests/journeys/test_tracing.py \
		-k "english-desktop or (test_tracing and spanish-phone and not without)"

bench: prepare-test ## all benchmarks of bench/ (minutes)
	@for name in ledger pages goals secrecy; do echo "== $$name"; PYTHONPATH=src $(BIN)/python -m "bench.$$name" || exit 1; done

prepare:
	@test -n "$(PYTHON)" || { echo "Reencuentro needs Python 3.11, and no python3 was found."; exit 1; }
	@"$(PYTHON)" tools/prepare.py base

prepare-test:
	@test -n "$(PYTHON)" || { echo "Reencuentro needs Python 3.11, and no python3 was found."; exit 1; }
	@"$(PYTHON)" tools/prepare.py test
