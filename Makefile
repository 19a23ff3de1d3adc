# make book    build book/ into dist/          make test    prove that all is well
#   BOOK=mybook    another manuscript
# make setup   only the Python environment     make bench   measure against other tools
# make lock    renew the locks from pyproject.toml
# Every target installs what it misses first; a second run installs nothing.

VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes
PYTHONS := python3.14 python3.13 python3.12 python3.11
NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
# Homebrew keeps its Java out of the way.
export PATH := $(PATH):/opt/homebrew/opt/openjdk/bin:/usr/local/opt/openjdk/bin

.PHONY: book setup test lint bench lock clean

book: $(VENV)/.native $(VENV)/.book
	$(RUN) make_book.py $(if $(BOOK),'$(BOOK)')

setup: $(VENV)/.book

# The tests start the program some hundred times: it is compiled once, whatever the shell says.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.native-test $(VENV)/.test $(VENV)/.js lint
	$(RUN) -m pytest -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.test
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

bench: $(VENV)/.native-test $(VENV)/.test $(VENV)/.bench
	@.ci/need chromium
	$(RUN) benchmarks/speed.py
	$(RUN) benchmarks/articles.py
	$(RUN) benchmarks/typography.py

$(VENV)/bin/python:
	@.ci/need python
	@for python in $${PYTHON:-python3} $(PYTHONS); do \
		if $$python -c '$(NEW_ENOUGH)' 2>/dev/null; then exec $$python -m venv $(VENV); fi; \
	done; exit 1

$(VENV)/.book: requirements.lock $(VENV)/bin/python
	$(PIP) -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/bin/python
	$(PIP) -r requirements-test.lock
	@touch $@ $(VENV)/.book

$(VENV)/.js: tests/js/package-lock.json $(VENV)/.native-test
	cd tests/js && npm ci --ignore-scripts --omit=optional --silent
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.test
	$(PIP) -r requirements-bench.lock
	@touch $@

$(VENV)/.native: .ci/need $(VENV)/bin/python
	@.ci/need pango
	@touch $@

$(VENV)/.native-test: .ci/need Makefile $(VENV)/bin/python
	@.ci/need pango poppler mupdf ghostscript java node chromium
	@touch $@ $(VENV)/.native

UV = $(RUN) -m uv pip compile pyproject.toml --quiet --universal --generate-hashes --python-version 3.11 \
	--no-header --no-annotate --no-emit-index-url
lock: $(VENV)/bin/python
	$(RUN) -m pip install --quiet uv
	$(UV) --upgrade -o requirements.lock
	$(UV) --extra cluster -c requirements.lock -o requirements-cluster.lock
	$(UV) --extra test --extra verapdf --extra cluster -c requirements-cluster.lock -o requirements-test.lock
	$(UV) --extra bench -c requirements-test.lock -o requirements-bench.lock

clean:
	rm -rf $(VENV) tests/js/node_modules dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
