"""Settings: what an audit is to look at and how strictly, read from a file and checked."""
