"""The form of a rule file and of a pack: what its author writes, and what is wrong with it."""
