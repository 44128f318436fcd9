"""For those who write rules: beginning one, finding facts and examples, trying conditions."""

from __future__ import annotations
