"""Templates whose words are put into the language spoken as they are compiled.

``{% trans %}`` of Jinja is read as Jinja reads it, so that Babel finds its words, and becomes what
a template in that language would have held: text, and between it the blanks, which are escaped
and made visible like all that is printed. Nothing is looked up, and nothing formatted, once a
page is made; in English a template is as it would be without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from markupsafe import Markup

from pitfall_audit.language import ENGLISH, English, forms_said, right_to_left, spoken, translated

__all__ = ["DIRECTION", "TranslatedTemplates", "english_within", "marked_as_english"]

_BLANK = re.compile(r"%(?:%|\((\w+)\)s)")
DIRECTION = Markup(' dir="rtl"')
_ENGLISH = Markup(f' lang="{ENGLISH}"')  # noqa: S704  # our own
_ENGLISH_TURNED = _ENGLISH + Markup(' dir="ltr"')
_ENDS = Markup("</span>")


def english_within() -> Markup:
    """What an element has in which English stands within the language spoken."""
    if spoken() == ENGLISH:
        return Markup()
    return _ENGLISH_TURNED if right_to_left() else _ENGLISH


def _begins() -> Markup:
    return Markup("<span{}>").format(english_within())


class TranslatedTemplates(InternationalizationExtension):
    """Reads ``{% trans %}``, with ``{% pluralize %}``; a text has no context besides itself."""

    # NOTE: the one method of Jinja's that makes something of what was read.
    def _make_node(  # type: ignore[override]  # noqa: PLR0917  # as Jinja calls it
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: Mapping[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Output | nodes.If:
        del context, vars_referenced, num_called_num
        if plural is None or plural_expr is None:
            return _output(translated(singular), variables)
        *forms, last = [_output(form, variables) for form in forms_said(singular, plural)]
        made: nodes.Output | nodes.If = last
        which = nodes.Call(nodes.Name("form_of", "load"), [plural_expr], [], None, None)
        for at, form in reversed([*enumerate(forms)]):
            is_it = nodes.Compare(which, [nodes.Operand("eq", nodes.Const(at))])
            made = nodes.If(is_it, [form], [], [made])
        return made


def _output(text: str, variables: Mapping[str, nodes.Expr]) -> nodes.Output:
    parts: list[nodes.Expr] = []
    end = 0
    for blank in _BLANK.finditer(text):
        parts.append(nodes.TemplateData(text[end : blank.start()]))
        parts.append(variables[blank[1]] if blank[1] else nodes.TemplateData("%"))
        end = blank.end()
    parts.append(nodes.TemplateData(text[end:]))
    if isinstance(text, English):
        parts = [nodes.TemplateData(_begins()), *parts, nodes.TemplateData(_ENDS)]
    return nodes.Output(parts)


def marked_as_english(text: str) -> Markup:
    """An English text that stands in another language, escaped, in an element that says so."""
    return Markup("{}{}{}").format(_begins(), text, _ENDS)
