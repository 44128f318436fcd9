# One command for each thing to do; each sets up what it needs first.
#
#   make audit    audit the examples, and write audit-report.html
#   make test     run the tests; TRIES=10 tries ten times as much at random
#   make lint     check the layers, the style and the types
#   make generate    write all that is made from the models, facts and rules: pages, schemas …
#   make benchmark    measure how fast audits are
#   make browser-tools    install what the tests of the report in a browser need
#   make reader-tools    install what reads the other formats in the tests
#   make package    build the wheel and the sdist into dist/, and check them
#   make check    everything that must hold before a change is merged: lint and test
#
# Another Python can be named: make test PYTHON=python3.13

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# All that the tests need from npm at once: it takes away what it is not asked for.
NPM_INSTALL := npm install --prefix $(VENV) --no-save --no-audit --no-fund --ignore-scripts --silent \
	vnu-jar@26.9.27 @microsoft/sarif-multitool@5.7.0 yaml-language-server@2.0.0

.PHONY: audit test lint check generate benchmark clean browser-tools reader-tools package

audit: $(VENV)/.installed
	$(BIN)/pitfall-audit check examples/ --as-of 2026-06-30 --fail-on never --html audit-report.html

test: $(VENV)/.installed-for-development
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.installed-for-development
	$(BIN)/lint-imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

check: lint test

generate: $(VENV)/.installed
	$(BIN)/python -m tools.generate

# Besides these the tests need Chromium and Java, which come with the system. Without npm the
# HTML checker is left out, and its tests are skipped.
browser-tools: $(VENV)/.installed-for-development
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]'
	if command -v npm >/dev/null; then \
		$(NPM_INSTALL); \
	fi

# pre-commit, Taplo, which reads settings by their schema, Microsoft's validator of SARIF logs and
# the YAML language server; the last two need npm. Without them their tests are skipped.
reader-tools: $(VENV)/.installed-for-development
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pre-commit taplo==0.9.3
	$(NPM_INSTALL)
	chmod +x $(VENV)/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool*

benchmark: $(VENV)/.installed
	$(BIN)/python -m benchmarks

package: $(VENV)/.installed-for-development
	rm -rf dist
	$(BIN)/python -m pip install --quiet --disable-pip-version-check build twine check-wheel-contents
	$(BIN)/python -m build --outdir dist .
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl

clean:
	rm -rf $(VENV) audit-report.html

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "pitfall-audit needs Python 3.11 or newer, and $(PYTHON) is not that (or not there)." >&2; \
		echo "help: name one that is, as in: make $(or $(MAKECMDGOALS),audit) PYTHON=python3.12" >&2; \
		exit 2; \
	}
	$(PYTHON) -m venv $(VENV)
	@touch $@

# Editable, so that a change in the source needs no new installation; a change in what the
# project depends on does.
$(VENV)/.installed: $(VENV)/.created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-for-development: $(VENV)/.created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed
