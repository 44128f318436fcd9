"""Rules: their form, their expressions, packs of them, and how they are run and proved."""
