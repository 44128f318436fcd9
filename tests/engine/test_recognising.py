"""Which files describe an engagement, by the names at their top."""

from __future__ import annotations

import pytest

from pitfall_audit.engine.finding_files import (
    HOLDS_TIES,
    NO_ENGAGEMENT,
    keys_at_top,
    why_no_engagement,
)

ENGAGEMENTS = [
    "version: 1\nid: a\n",
    "version: 1\ntitle: A\n",
    "verison: 1\nid: a\n",
    "# A panel\n---\nid: a\ntitle: A\nrole: []\nbody: {}\nperson: {}\nsuport: []\n",
    "  version: 1\n  id: a\n",
    '{"version": 1, "id": "a"}',
    "people: {}\nroles: []\n",
    "version: 1\nties: []\nroles: []\n",
    "version: 1\nid: [\n",
    "version: 1\n  id: a\n",
    "\ufeffversion: 1\nid: a\n---\nversion: 1\n",
]
FOREIGN = [
    "",
    "# nothing\n",
    "- id: a\n  title: A\n",
    "a: 1\n---\nb: 2\n",
    "Resources:\n  X: !Ref x\n",
    "{{ .Values.x }}\nname: {{ .Values.y }}\n",
    "version: '3'\nservices:\n  a: {}\n  a: {}\n",
    "id: a\ntitle: A\n",
    "title: A post\nlayout: post\n",
    "version: 1\nrules: []\n",
    "name: house\nversion: '1.0'\n",
    "openapi: 3.0.0\ninfo:\n  title: A\n  version: 1\n",
    "on:\n  push:\njobs:\n  id: {}\n",
    "people: [a, b]\n",
    "text: |\n  version: 1\n  id: a\n",
]


@pytest.mark.parametrize("text", ENGAGEMENTS)
def test_shows_that_it_is_one(text: str) -> None:
    assert why_no_engagement(keys_at_top(text)) is None


@pytest.mark.parametrize("text", FOREIGN)
def test_shows_no_sign(text: str) -> None:
    assert why_no_engagement(keys_at_top(text)) == NO_ENGAGEMENT


@pytest.mark.parametrize("text", ["engagement: a\nties: []\n", "version: 1\nties: [\n"])
def test_holds_ties(text: str) -> None:
    assert why_no_engagement(keys_at_top(text)) == HOLDS_TIES
