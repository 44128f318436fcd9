"""YAML: a file's text as data with positions, within stated limits."""
