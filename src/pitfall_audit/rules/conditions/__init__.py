"""Conditions: CEL expressions, checked with types and run over plain facts."""
