"""Runs the command line as ``python -m pitfall_audit``."""

from __future__ import annotations

import sys

from pitfall_audit.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
