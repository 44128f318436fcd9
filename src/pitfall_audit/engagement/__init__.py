"""Engagements: what a file may say, as models, and what is wrong with one that says otherwise."""
