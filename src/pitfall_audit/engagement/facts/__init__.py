"""Facts: plain data derived from an engagement, which rules read."""
