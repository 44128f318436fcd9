"""Facts: plain data derived from an engagement, which rules read."""

from __future__ import annotations
