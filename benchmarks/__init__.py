"""Measures how fast audits are, side by side with the parsing that they cannot do without."""
