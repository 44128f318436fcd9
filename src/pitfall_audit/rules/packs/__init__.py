"""Packs: rules that came together, loaded whole or not at all."""
