# make demo   sets everything up and runs the main job on scans
# make test   sets everything up and passes the tests
# make lint   ruff and mypy --strict;  make fix  lets ruff mend what it can
# make lock   writes constraints.txt anew (needs uv)
# make calibrate  fits how sure findings are anew, after rules or the corpus have changed
# make bench  prints the benchmarks' tables

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test lint fix lock bench calibrate tesseract demo-scans clean

demo: $(VENV)/installed tesseract
	$(BIN)/agreementkit demo

test: $(VENV)/installed tesseract
	$(BIN)/python -m pytest -n 2 --dist loadgroup -q

lint: $(VENV)/installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

fix: $(VENV)/installed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

calibrate: $(VENV)/installed
	$(BIN)/python models/train/calibrate.py

bench: $(VENV)/installed tesseract
	for bench in tests/benchmarks/*.py; do $(BIN)/python $$bench || exit 1; done

# Every package is pinned with its hashes; the project itself is installed from this folder.
$(VENV)/installed: constraints.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Through the system's package manager where that is allowed; else the command is said.
tesseract:
	@sh .ci/tesseract

lock:
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o constraints.txt

# The scans that `agreementkit demo` reads: four corpus texts, made anew byte for byte.
demo-scans: $(VENV)/installed
	$(BIN)/python corpus/render.py --out src/agreementkit/demo --kind scan --dpi 150 --degrade light --page-numbers --seed 1 \
	  $(foreach name,kv-birkenfurt-alleinerziehende kv-kaltenweiher-sprachmittlung kv-sandhoevel-randzeiten kv-wolkenrode-schulsozialarbeit,corpus/agreements/$(name).txt)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .hypothesis
