"""Reports: one file for each format, each a pure function of one result."""
