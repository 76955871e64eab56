# Thin aliases: the work is in portal/tooling, which the README describes.
#   make run    set up everything and start the portal with demonstration data
#   make test   set up everything and run every check and test
#   make bench  set up everything, measure and print one JSON object
#   make setup  set up only

PYTHON ?= python3
BOOTSTRAP = command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.11 or newer, then try again." >&2; exit 1; }; exec $(PYTHON) portal/tooling/bootstrap.py

.PHONY: run test bench setup

run:
	@$(BOOTSTRAP) run

test:
	@$(BOOTSTRAP) test

bench:
	@$(BOOTSTRAP) bench

setup:
	@$(BOOTSTRAP) setup
