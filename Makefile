# Two commands do everything on a machine with Python 3.11, git and make:
#   make demo   builds all documents of one real pair into build/demo
#   make test   runs every check

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := curricula/pathways/16b-industrial-robotics

.PHONY: demo test lint types contracts tests docs format clean

demo: $(VENV)/.runs
	$(BIN)/articulate build $(DEMO) -o build/demo

test: lint types contracts tests

lint: $(VENV)/.develops
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.develops
	$(BIN)/mypy

contracts: $(VENV)/.develops
	$(BIN)/lint-imports

tests: $(VENV)/.develops
	$(BIN)/pytest -n 2 --dist loadfile

docs: $(VENV)/.runs
	$(BIN)/python -c "from articulate.explaining import write_markdown; write_markdown('docs/rules')"

format: $(VENV)/.develops
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.runs: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.develops: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(VENV)/.runs $@

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
