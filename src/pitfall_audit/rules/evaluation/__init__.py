"""A rule, ready to run, and what it says of each subject."""
