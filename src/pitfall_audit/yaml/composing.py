"""Composing a text into libyaml's node tree, and what keeps one from being made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import Node

from pitfall_audit.yaml.depth import Loader
from pitfall_audit.yaml.excerpts import SourceText, Span, span_between
from pitfall_audit.yaml.places import Problem, Related

if TYPE_CHECKING:
    from pitfall_audit.yaml.syntax_trouble import Trouble

__all__ = ["compose"]

# NOTE: explaining is imported where there is something to explain: a run begins sooner without.


def compose(source: SourceText) -> Node | Problem | None:
    """The root node of a text, None for an empty one, or the problem that prevents it.

    The text must have been looked at by `depth.text_limits` before: libyaml's composer
    recurses, and a text nested too deep would end the process. Raises
    yaml.reader.ReaderError or UnicodeEncodeError for characters that YAML does not allow.
    """
    loader = Loader(source.text)
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as trouble:
        return _explained(trouble, source)
    finally:
        loader.dispose()


def _explained(error: yaml.MarkedYAMLError, source: SourceText) -> Problem:
    from pitfall_audit.yaml.syntax_explanations import explain_syntax  # noqa: PLC0415

    at = _trouble(error, source)
    told = explain_syntax(at)
    related = (Related(source.problem_place(told[3]), told[4]),) if len(told) == 5 else ()
    another_document = at.words == "but found another document"
    kind = "more-than-one-document" if another_document else "yaml-syntax"
    return Problem(kind, told[0], source.problem_place(told[2]), told[1], related)


def _trouble(error: yaml.MarkedYAMLError, source: SourceText) -> Trouble:
    from pitfall_audit.yaml.syntax_trouble import Trouble  # noqa: PLC0415

    def sign(mark: Any) -> Span:
        if mark is None:
            return Span(1, 1, 1, 1)
        span = span_between(mark, mark)
        return source.within(span._replace(end_column=span.column + 1))

    start = sign(error.context_mark or error.problem_mark)
    end = sign(error.problem_mark or error.context_mark)
    line = source.line_text(end.line)
    before, rest = line[: end.column - 1], line[end.column - 1 :].strip()
    return Trouble(error.context or "", error.problem or "", start, end, source, before, rest)
