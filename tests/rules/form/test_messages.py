"""Messages are forms with blanks: nothing else gets in, and nothing grows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generators import tries

from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.rules.form.blanks import FormError, Given
from pitfall_audit.rules.form.messages import Form, parse_form

KNOWN = {
    "seat": SUBJECT_SHAPES["seat"],
    "promise": SUBJECT_SHAPES["promise"],
    "connection": SUBJECT_SHAPES["connection"],
    "names": None,
    "many": Given("text", repeated=True),
    "words": Given("text", may_be_date=True),
    "number": Given("whole number"),
}


def filled(text: str, **values: Any) -> str:
    return parse_form(text, KNOWN).fill(values)


def refused(text: str) -> FormError:
    with pytest.raises(FormError) as raised:
        parse_form(text, KNOWN)
    return raised.value


# --- what a form refuses ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{% for a in names %}{{ a }}{% endfor %}", "blocks are not used here"),
        ("{% if names %}a{% endif %}", "blocks are not used here"),
        ("{% set names = 1 %}", "blocks are not used here"),
        ("{% include 'a' %}", "blocks are not used here"),
        ("{% raw %}{{ a }}{% endraw", "blocks are not used here"),
        ("{{ names() }}", "a blank names a field"),
        ("{{ names.upper() }}", "a blank names a field"),
        ("{{ names + names }}", "a blank names a field"),
        ("{{ names * 1000000 }}", "a blank names a field"),
        ("{{ 'a' }}", "a blank names a field"),
        ("{{ 3 }}", "a blank names a field"),
        ("{{ [names] }}", "a blank names a field"),
        ("{{ names[0] }}", "a blank names a field"),
        ("{{ names['a'] }}", "a blank names a field"),
        ("{{ names if names else names }}", "a blank names a field"),
        ("{{ not names }}", "a blank names a field"),
        ("{{ names is defined }}", "a blank names a field"),
        ("{{ names == 'a' }}", "a blank names a field"),
        ("{{ (names, names) }}", "a blank names a field"),
        ("{{ 'a'|or('b') }}", "a blank names a field"),
        ("{{ names|upper }}", "there is no filter “upper”"),
        ("{{ names|attr('x') }}", "there is no filter “attr”"),
        ("{{ names|list|safe }}", "there is no filter “safe”"),
        ("{{ names|or }}", "write the words to use"),
        ("{{ names|or('a', 'b') }}", "write the words to use"),
        ("{{ names|or(names) }}", "write the words to use"),
        ("{{ names|or(3) }}", "write the words to use"),
        ("{{ names|or(words='a') }}", "write the words to use"),
        ("{{ names|or(*names) }}", "write the words to use"),
        ("{{ names|or('a' }}", "write the words to use"),
        ("{{ names|days(3) }}", "takes nothing in brackets"),
        ("{{ nobody }}", "nothing here is called “nobody”"),
        ("{{ seat.labell }}", "there is no field “seat.labell”"),
        ("{{ seat.label.first }}", "there is no field “seat.label.first”"),
        ("{{ seat.__class__ }}", "there is no field"),
        ("{{ names.anything }}", "there is no field"),
        ("{{ seat }}", "is more than one value"),
        ("{{ seat.body }}", "is more than one value"),
        ("{{ connection.power|list|or('') }}", "is more than one value"),
        ("{{ seat.status }}", "say what to write then"),
        ("{{ seat.body.kind }}", "say what to write then"),
        ("{{ promise.due|date }}", "say what to write then"),
        ("{{ seat.supporters }}", "is a list"),
        ("{{ seat.capacity|or('') }}", "is a list"),
        ("{{ seat.label", "is not closed"),
        ("{{ }}", "a blank names a field"),
        ("{{- names -}}", "a blank names a field"),
        # one brace, or braces that do not match
        ("{ seat.label } is.", "`{ seat.label }` would be printed as it stands"),
        ("{seat.label} is.", "`{seat.label}` would be printed as it stands"),
        ("{seat.status|or('x')} is.", "`{seat.status|or('x')}` would be printed as it stands"),
        ("{names}", "`{names}` would be printed as it stands"),
        ("${seat.label}", "`${seat.label}` would be printed as it stands"),
        ("{{seat.label}", "`{{seat.label}` would be"),
        ("{seat.label}}", "`{seat.label}}` would be"),
        ("{{ seat.label }}}", "a brace too many"),
        ("{{{ seat.label }}", "a brace too many"),
        ("a }} b", "`}}` opens or closes nothing"),
        ("a {# unseen #}b", "`{#` opens or closes nothing"),
        # filters on what they are not for
        ("{{ promise.due|days|or('x') }}", "`|days` is for a number, and “promise.due” is a date"),
        ("{{ promise.label|days }}", "`|days` is for a number, and “promise.label” is text"),
        ("{{ seat.open|days }}", "`|days` is for a number, and “seat.open” is a yes or no"),
        ("{{ seat.supporters|days }}", "`|days` is for a number, and “seat.supporters” is a list"),
        ("{{ promise.label|date }}", "`|date` is for a date, and “promise.label” is text"),
        ("{{ promise.days_overdue|date|or('x') }}", "is a number"),
        ("{{ seat.supporters|date }}", "“seat.supporters” is a list"),
        ("{{ promise.label|list }}", "`|list` is for a list, and “promise.label” is text"),
        ("{{ promise.days_overdue|or('x')|list }}", "“promise.days_overdue” is a number"),
        ("{{ promise.due|date|days|or('x') }}", "`|days` is for a number, and `|date` gives text"),
        ("{{ many }}", "“many” is a list; write {{ many|list }}"),
        ("{{ many|days }}", "`|days` is for a number, and “many” is a list"),
        ("{{ words|days }}", "`|days` is for a number, and “words” is text"),
        ("{{ words|list }}", "`|list` is for a list, and “words” is text"),
        ("{{ number|date }}", "`|date` is for a date, and “number” is a number"),
        ("a" * 1001, "at most 1,000 characters"),
        ("{{ " + "(" * 900 + " }}", "a blank names a field"),
    ],
)
def test_a_form_is_text_with_blanks_and_nothing_else(text: str, says: str) -> None:
    assert says in refused(text).message


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("So {seat.label} is.", "{{ seat.label }}"),
        ("So ${ seat.status | or('no') } is.", "{{ seat.status | or('no') }}"),
        ("So {{seat.label} is.", "{{ seat.label }}"),
    ],
)
def test_a_brace_too_few_is_shown_as_it_is_to_be(text: str, right: str) -> None:
    fault = refused(text)
    assert fault.column == 4
    assert fault.help == f"A blank has two braces on each side: {right}."


def test_a_fault_names_its_line() -> None:
    assert refused("One.\n{{ seat.label }}\n{{ seat.labell }}").line == 3
    assert refused("One.\n{% if names %}{% endif %}").line == 2


_PIECES = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{#", "#}", "{{ ", " }}", "seat", ".label", "|", "or", "list", "days",
     "(", ")", "'", '"', "\\N{x}", "\\x", "\\u12", "9" * 400, "1e999", "0x", "0b1_", "if ", "for ",
     "raw ", "endraw", "names", "-", "+", "~", "[", "]", "{", "}", ":", ",", "\n", "=", "**",
     "macro m()", "import ", "block a", "filter upper", "\u0000", "\ud800", "é", "\u2028"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.text() | st.lists(_PIECES, max_size=14).map("".join))
def test_any_text_is_a_form_or_refused_in_words(text: str) -> None:
    try:
        form = parse_form(text, KNOWN)
    except FormError as error:
        assert error.line >= 1
        assert error.message
    else:
        form.fill({})


# --- what filling one gives ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values", "words"),
    [
        ("{{ seat.label }}: so.", {"seat": {"label": "A"}}, "A: so."),
        ("{{ seat.body.label }}", {"seat": {"body": {"label": "Panel"}}}, "Panel"),
        ("{{ seat.status|or('none stated') }}", {"seat": {}}, "none stated"),
        ("{{ seat.status|or('none stated') }}", {"seat": {"status": "observer"}}, "observer"),
        ("{{ seat.body.kind|or('body') }}", {"seat": {"body": {}}}, "body"),
        ("{{ seat.open }}", {"seat": {"open": False}}, "no"),
        ("{{ names }}", {}, "not stated"),
        ("{{ names }}", {"names": 3.0}, "3"),
        ("{{ names }}", {"names": 3.5}, "3.5"),
        ("{{ names|list }}", {"names": []}, ""),
        ("{{ names|list }}", {"names": ["a"]}, "a"),
        ("{{ names|list }}", {"names": ["a", "b", "c"]}, "a, b and c"),
        ("{{ names|list|or('nobody') }}", {}, "nobody"),
        ("{{ names|or('nobody')|list }}", {}, "nobody"),
        ("{{ names|days }}", {"names": 1}, "1 day"),
        ("{{ names|days }}", {"names": 0}, "0 days"),
        ("{{ names|date }}", {"names": "2026-06-06"}, "6 June 2026"),
        ("{{ names|date }}", {"names": "soon"}, "soon"),
        ("{{ names|or('<b>&') }}", {}, "<b>&"),
        ("{{ words|date }}", {"words": "2026-06-06"}, "6 June 2026"),
        ("{{ number|days }}", {"number": 2}, "2 days"),
        ("Write `told: {on: 2026-06-06}`.", {}, "Write `told: {on: 2026-06-06}`."),
        ("It costs $20 {or so}.", {}, "It costs $20 {or so}."),
        ("{{ names|or('{a} }} {{') }}", {}, "{a} }} {{"),
        ("two\nlines\r\n", {}, "two\nlines\n"),
        ('{{ names\n|or("it\'s") }}', {}, "it's"),
    ],
)
def test_blanks_are_filled_in_words(text: str, values: dict[str, Any], words: str) -> None:
    assert filled(text, **values) == words


def test_a_form_knows_the_fields_it_names() -> None:
    form = parse_form("{{ seat.label }} {{ names|list }} {{ seat.body.label }}", KNOWN)
    assert form.paths == (("seat", "label"), ("names",), ("seat", "body", "label"))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
)
_BLANKS = ("{{ names }}", "{{ names|list }}", "{{ names|days }}", "{{ names|date|or('x') }}")


@settings(max_examples=100, deadline=None)
@given(_VALUES, st.sampled_from(_BLANKS))
def test_any_value_fills_a_blank(value: Any, blank: str) -> None:
    assert len(filled(blank, names=value)) <= 300


def test_what_fills_a_blank_is_bounded() -> None:
    form = parse_form("{{ names }}" * 90, KNOWN)
    assert isinstance(form, Form)
    assert len(form.fill({"names": "a" * 1_000_000})) == 90 * 300
    assert filled("{{ names|list }}", names=["a" * 1_000] * 1_000).endswith("…")


def test_a_long_list_is_cut_between_two_things() -> None:
    names = [f"the {number}th thing of a long list" for number in range(100, 140)]
    shown = filled("{{ names|list }}", names=names)
    assert shown.endswith("the 108th thing of a long list and 31 more")
    assert filled("{{ names|list }}", names=names[:8]) == (f"{', '.join(names[:7])} and {names[7]}")


@pytest.mark.parametrize(
    ("text", "said", "values"),
    [
        ("{{ a }} is late.", "Soup is late.", {"a": "Soup"}),
        ("{{ a }} is late.", "Soup is late", None),
        ("{{ a }} is late.", "is late.", None),
        ("It is late.", "It is late.", {}),
        ("It is late.", "It is early.", None),
        ("{{ a }} and {{ b }}", "x and y", {"a": "x", "b": "y"}),
        ("{{ a }} and {{ b }}", "x and y and z", None),
        ("Of {{ a }}: {{ b }}, {{ c }} ago, and so on.", "Of x: 1 May, 2 days ago, and so on.",
         {"a": "x", "b": "1 May", "c": "2 days"}),
        ("{{ a }}, and {{ a }} again", "x, and x again", {"a": "x"}),
        ("{{ a }}, and {{ a }} again", "x, and y again", None),
        ("{{ a }}{{ b }}.", "xy.", None),
    ],
)  # fmt: skip
def test_a_filled_form_is_known_again(text: str, said: str, values: dict[str, str] | None) -> None:
    assert parse_form(text, {"a": None, "b": None, "c": None}).values_in(said) == values


@given(st.lists(st.text("ab ,.", max_size=6), min_size=3, max_size=3), st.text("ab ,.", max_size=4))
@settings(max_examples=tries(300))
def test_what_is_known_again_is_what_was_filled_in(values: list[str], words: str) -> None:
    given_values = dict(zip("abc", values, strict=True))
    form = parse_form(f"{{{{ a }}}}{words}{{{{ b }}}}, {{{{ c }}}}", dict.fromkeys("abc"))
    assert form.values_in(form.fill(given_values)) in (None, given_values)
