"""The workbench: for those who write rules. No audit needs it; only commands import it."""
