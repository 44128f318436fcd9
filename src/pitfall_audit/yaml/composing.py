"""libyaml's parser, and composing a text into its node tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml.nodes import Node, ScalarNode

from pitfall_audit.yaml.places import Problem, Related, SourceText, Span, span_between

if TYPE_CHECKING:
    from pitfall_audit.yaml.syntax_trouble import Trouble

if not yaml.__with_libyaml__:
    # The pure-Python parser is about ten times slower and differs in details, so it is never
    # used in silence.
    raise ImportError(
        "PyYAML was installed without libyaml, the C parser that pitfall-audit needs. Install a "
        "ready-made wheel: pip install --force-reinstall --only-binary=:all: pyyaml"
    )

from yaml.cyaml import CBaseLoader

__all__ = ["NOT_STATED", "TEXT", "Loader", "compose", "is_merge_key"]

# NOTE: explaining is imported where there is something to explain: a run begins sooner without.

TEXT: Final = "text"
"""The tag of every node that has no tag of its own."""

NOT_STATED: Final = "not stated"
"""The tag of an empty value, ``~`` or ``null`` that has neither quotes nor a tag."""

_NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))


class Loader(CBaseLoader):
    """libyaml's parser with the base resolver, told to give values no types.

    The methods are called once for every node: overriding them halves the time of composing.
    """

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        """Give a node without a tag the tag `NOT_STATED` or `TEXT`."""
        if kind is ScalarNode and value in _NULLS and implicit[0]:
            return NOT_STATED
        return TEXT

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Do nothing: no value's meaning depends on where it stands."""

    def ascend_resolver(self) -> None:
        """Do nothing, as in `descend_resolver`."""


def is_merge_key(key: Node) -> bool:
    """Whether a mapping's key is a merge: ``<<`` without quotes or tag."""
    return key.value == "<<" and key.tag is TEXT and isinstance(key, ScalarNode) and not key.style


def compose(source: SourceText) -> Node | Problem | None:
    """The root node of a text, None for an empty one, or the problem that prevents it.

    The text must have been looked at by `document_limits.text_limits` before: libyaml's composer
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
    from pitfall_audit.yaml.syntax_errors import explain_syntax  # noqa: PLC0415

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
