# The commands of the project. `make run` and `make test` do all the set-up that they need.
PYTHON ?= $(shell command -v python3.11 || echo python3)
VENV   ?= .venv
BIN    := $(VENV)/bin
STORE  ?= store
N      ?= 10000
MB     ?= 10
TEXTS  ?= 200000
TRIPLES ?= 5000000
HOST   ?= 127.0.0.1
PORT   ?= 8000
export CROSSPLAN_STORE ?= $(abspath $(STORE))

.PHONY: run build test browser gate lint format bench peers scale search fuzz parity docs notebook questions clean lock help

help: ## show what there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

$(VENV)/.run: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

run: build ## build the graph from the bundled corpus and serve it
	$(BIN)/crossplan serve --host $(HOST) --port $(PORT)

build: $(VENV)/.run ## build the graph from the bundled corpus
	$(BIN)/crossplan build

test: $(VENV)/.test ## run all tests
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

browser: $(VENV)/.test ## look at the pages with a browser: what sticks out, what axe-core objects to (needs npm, and Chromium: .ci/browser)
	npm ci --silent --prefix tests/browser
	$(BIN)/python -m pytest tests/browser

gate: $(VENV)/.test ## score the reader against the hand-read documents (WRITE=1: publish the figures)
	$(BIN)/python -m tests.gold $(if $(WRITE),--write)

lint: $(VENV)/.test ## style, types, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.test ## measure: ratios within one run
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.audit --beside 300
	$(BIN)/python -m bench.audit --plain 100000
	$(BIN)/python -m bench.reports
	$(BIN)/python -m bench.linking 100 1000

peers: $(VENV)/.test ## measure the endpoint beside other servers, and under hostile load (needs wrk)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m bench.serving
	$(BIN)/python -m bench.hostile
	$(BIN)/python -m bench.deadline

scale: $(VENV)/.test ## measure how time and memory grow, to a document of MB=10 megabytes
	$(BIN)/python -m bench.scale $(MB)

search: $(VENV)/.test ## measure the search index of TEXTS=200000 texts
	$(BIN)/python -m bench.search $(TEXTS)

questions: $(VENV)/.test ## measure the stored questions, to TRIPLES=5000000 triples
	$(BIN)/python -m bench.questions 500000 $(TRIPLES)

fuzz: $(VENV)/.test ## read N=10000 damaged and hostile documents
	$(BIN)/python -m tests.fuzz $(N)

parity: $(VENV)/.test ## run N=10000 random shapes in both engines of the audit
	$(BIN)/python -m tests.shapes.compiled.parity $(N)

docs: $(VENV)/.test ## write the generated pages of docs/
	$(BIN)/python -m docs.generate

notebook: $(VENV)/.test build ## run the worked example of docs/notebooks and write its answers into it
	$(BIN)/python -m docs.notebook

lock: ## pin what CI installs, from a fresh environment
	rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check '.[test]'
	$(VENV)-lock/bin/python -m pip freeze --exclude crossplan | grep -v ' @ ' > constraints.txt
	rm -rf $(VENV)-lock

clean: ## remove the environment and the store
	rm -rf $(VENV) $(STORE)
