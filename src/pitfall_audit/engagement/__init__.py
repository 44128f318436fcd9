"""Engagements: reading them, validating them, and deriving the facts that rules read."""
