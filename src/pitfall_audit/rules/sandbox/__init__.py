"""Rules from outside: run in a process of their own, within stated numbers."""

from __future__ import annotations
