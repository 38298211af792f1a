# make run     prepares this machine once, then serves on http://127.0.0.1:8000 (PORT=8001 for another port)
# make test    the whole test suite (ARGS="tests/documents -k number" for a part)
# make check   lint, format, types, settings, migrations, generated docs, architecture
# make doctor  what this machine lacks, and how to get it

PORT ?= 8000
export PORT
PYTHON := .venv/bin/python

.PHONY: run test check doctor

run:
	@scripts/prepare run
	@exec $(PYTHON) manage.py serve --demo

test:
	@scripts/prepare dev
	@scripts/test $(ARGS)

check:
	@scripts/prepare dev
	@scripts/check

doctor:
	@scripts/prepare run
	@$(PYTHON) manage.py doctor
