"""The engine: runs rules over engagements, and settles outcomes into one result."""
