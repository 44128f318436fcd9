"""Proof: the examples of rules, their mutants, and why a rule said what it said."""
