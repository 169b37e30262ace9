# Two commands do everything on a fresh Debian 12: `make demo` and `make test`. `make run` opens the app.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo run test check soak bench clean
demo: .venv/run
	$(BIN)/rapstudio demo --out demo

run: .venv/run
	$(BIN)/rapstudio

test: .venv/test
	$(MAKE) check
	$(BIN)/python -c 'from studio.engine.warm import warm_up; warm_up()' # once, not once for each worker
	$(BIN)/rapstudio analyse presets/verse/verse.flac >/dev/null # librosa's kernels too
	$(BIN)/python -m pytest -n 3 --dist loadgroup

check: .venv/test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: .venv/test
	$(BIN)/python -m pytest -m soak

bench: .venv/test
	$(BIN)/pip install -q -e '.[bench]'
	$(BIN)/rapstudio bench

.venv/run: pyproject.toml tools/system-packages
	tools/system-packages run
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -e .
	touch $@

.venv/test: .venv/run
	tools/system-packages test
	$(BIN)/pip install -q --disable-pip-version-check -e '.[dev]'
	touch $@

clean:
	rm -rf .venv build dist demo
