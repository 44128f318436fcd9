"""The command line: the only layer that prints, exits, or reads the clock and environment."""
