# make demo: the main job on a practice site. make test: the tests. make check: everything.

.PHONY: demo test test-postgresql check lint format types layers gate soak clean
.DEFAULT_GOAL := check

BIN := .venv/bin

.venv/.installed: pyproject.toml constraints.txt tools/install.sh
	@echo "Installing into .venv ..."
	@sh tools/install.sh

demo: .venv/.installed
	@$(BIN)/kronika demo

test: .venv/.installed
	$(BIN)/pytest -n auto --dist worksteal -q

# All of them on PostgreSQL; `make test` runs those about rows and searches on both databases.
test-postgresql: .venv/.installed
	KRONIKA_TEST_DATABASE=postgresql $(BIN)/pytest -n auto --dist worksteal -q

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/.installed
	$(BIN)/mypy

layers: .venv/.installed
	$(BIN)/lint-imports

# The reader over the gold pages, beside its pinned floors.
gate: .venv/.installed
	$(BIN)/python -m benchmarks.extraction

check: lint types layers test gate

# Slower than the tests: many kills at random moments, ten minutes of writers and readers, ten thousand queries.
soak: .venv/.installed
	$(BIN)/pytest -n auto --dist worksteal -q -m slow

clean:
	rm -rf .venv build dist kronika-demo
