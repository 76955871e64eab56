"""Setting up, starting and testing: what the Makefile calls."""
