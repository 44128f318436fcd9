"""The command line: the only part that prints, exits, or reads the clock and environment."""
