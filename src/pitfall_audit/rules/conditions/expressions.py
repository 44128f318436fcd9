"""Conditions in CEL: checked against the facts' types, then run over plain data.

The only module that imports the CEL runtime (https://github.com/google/cel-spec). Each
expression is compiled twice: once with types, which refuses fields and comparisons that
make no sense, and once without, which is what runs. The typed form can't be run over plain
dictionaries, and protocol buffer messages are never evaluated, because a field that is not
set reads there as false, 0 or nothing: silence would become an answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
from cel_expr_python import cel
from google.protobuf.message import DecodeError

from pitfall_audit.facts.fact_schema import FactShape, walk_shapes
from pitfall_audit.rules.conditions.syntax_tree import (
    Tree,
    numbers_put_in,
    parse_tree,
    presence_made_strict,
)
from pitfall_audit.rules.conditions.terms import Term, read_expression, write

if TYPE_CHECKING:
    from google.protobuf import descriptor_pb2

__all__ = [
    "Answer", "Batch", "Crashed", "Environment", "ExpressionError", "Gives", "Program",
    "ThresholdValue", "TooDeepError", "Unsettled", "is_pattern",
]  # fmt: skip

ThresholdValue = int | float
Gives = Literal["condition", "value", "words"]
"""What an expression is to give: true or false; anything; or what a message can say."""

_PACKAGE = "facts"
_NUMBERS: Mapping[str, Any] = {"text": 9, "date": 9, "whole number": 3, "number": 1, "yes or no": 8}
_MISSING_KEY = re.compile(r'NOT_FOUND: Key not found in map : "(?P<key>[^"]*)"')
_TOO_MANY_STEPS = "Iteration budget exceeded"
_FIT_FOR_WORDS = re.compile(r"(?:LIST<)?(?:STRING|INT|DOUBLE|BOOL|(?<=<)DYN)>?")
_COMPILE_ERROR = re.compile(r"ERROR: <input>:(?P<line>\d+):(?P<column>\d+): (?P<message>.*)")


class ExpressionError(Exception):
    """An expression that does not compile.

    ``message`` is CEL's own word for what is wrong; ``line`` and ``column`` count from 1
    within the expression. ``gives`` is CEL's name for the type of one that is to be a
    condition and is none.
    """

    def __init__(self, message: str, line: int, column: int, gives: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.gives = gives


class TooDeepError(ExpressionError):
    """An expression whose parts nest deeper than CEL, or the form it is written out in, allows."""

    def __init__(self) -> None:
        super().__init__("its parts stand too deep one inside another", 1, 1)


class Unsettled(NamedTuple):
    """The answer hangs on a field that is not stated: its last key."""

    key: str


class Crashed(NamedTuple):
    """The expression erred in another way than by reading what is not stated."""

    message: str


Answer = Any
"""What an expression gives: a plain value, :class:`Unsettled` or :class:`Crashed`."""


class Batch:
    """Some subjects' facts, handed to CEL once for all the expressions that read them.

    ``facts`` holds one dictionary a subject. CEL's ``map`` slows with the square of its
    length and stops after 10,000 steps, so a batch should hold some fifty.
    """

    def __init__(self, variable: str, facts: Sequence[Mapping[str, Any]]) -> None:
        self.variable = variable
        self.facts = facts
        self._together: Any = None
        self._alone: dict[int, Any] = {}

    def together(self) -> Any:
        """All subjects as one CEL activation."""
        if self._together is None:
            self._together = _running().Activation({"subjects": list(self.facts)})
        return self._together

    def alone(self, index: int) -> Any:
        """One subject as a CEL activation."""
        activation = self._alone.get(index)
        if activation is None:
            activation = _running().Activation({self.variable: self.facts[index]})
            self._alone[index] = activation
        return activation


class Program:
    """One expression, ready to run, for one kind of subject.

    ``tree`` is what was found when its types were checked; where it is left out, it is read
    when it is first asked for, and so is all that is needed to run.
    """

    def __init__(
        self, text: str, variable: str, tree: Tree | None, thresholds: Mapping[str, Any]
    ) -> None:
        self.text = text
        self.variable = variable
        self._checked_tree = tree
        self._thresholds = thresholds
        self._strict: dict[frozenset[tuple[str, ...]], Any] = {}
        self._kept: tuple[bytes, ...] | None = None

    def __getstate__(self) -> Any:
        # All that takes long to make, as CEL writes it out.
        programs = (self._one, self._many, self._strictly(frozenset()))
        ready = (*(bytes(one.serialize()) for one in programs), msgspec.msgpack.encode(self.tree))
        return self.text, self.variable, self._thresholds, ready

    def __setstate__(self, state: Any) -> None:
        text, variable, thresholds, ready = state
        self.__init__(text, variable, None, thresholds)  # type: ignore[misc]
        self._kept = ready

    @cached_property
    def tree(self) -> Tree:
        """What the expression reads and how it is built."""
        if self._kept is not None:
            return msgspec.msgpack.decode(self._kept[3], type=Tree)
        return self._checked_tree or parse_tree(self._untyped.serialize())

    def with_thresholds(self, thresholds: Mapping[str, Any]) -> Program:
        """The same expression with other numbers in it."""
        return Program(self.text, self.variable, self._checked_tree, thresholds)

    def prepare(self) -> None:
        """Compile all that is needed to run, for one subject and for many.

        Raises :class:`ExpressionError` where it can't be done: what runs for many nests deeper
        than what its author wrote.
        """
        try:
            self._one  # noqa: B018  # it is kept
            self._many  # noqa: B018
        except (RuntimeError, ValueError, DecodeError) as error:
            raise _compile_error(error) from None

    @cached_property
    def term(self) -> Term:
        """Its parts as its author wrote them; thresholds stand in it by their names."""
        return read_expression(self._untyped.serialize())

    def run(self, batch: Batch, index: int) -> Answer:
        """Run for one subject of a batch."""
        return _run(self._one, batch.alone(index))

    def run_strictly(
        self, batch: Batch, index: int, settled: frozenset[tuple[str, ...]] = frozenset()
    ) -> Answer:
        """Run for one subject, where ``has()`` of what is not stated is unsettled, not false.

        It is false of the fields at the routes that are ``settled``: they are known to be absent.
        """
        program = self._strict.get(settled)
        if program is None:
            program = self._strict[settled] = self._strictly(settled)
        return _run(program, batch.alone(index))

    def _strictly(self, settled: frozenset[tuple[str, ...]]) -> Any:
        if self._kept is not None and not settled:
            return _running().deserialize(self._kept[2])
        numbers_in = numbers_put_in(self.term, "thresholds", self._thresholds)
        return _running().compile(write(presence_made_strict(numbers_in, settled)))

    def run_all(self, batch: Batch) -> list[Answer]:
        """Run for every subject of a batch; where one of them errs, for each by itself."""
        if len(batch.facts) > 1:
            answers = _run(self._many, batch.together())
            if isinstance(answers, list) and len(answers) == len(batch.facts):
                return answers
        return [self.run(batch, index) for index in range(len(batch.facts))]

    @cached_property
    def _untyped(self) -> Any:
        return _running().compile(self.text)

    @cached_property
    def _one(self) -> Any:
        if self._kept is not None:
            return _running().deserialize(self._kept[0])
        return _running().compile(self._with_thresholds)

    @cached_property
    def _many(self) -> Any:
        if self._kept is not None:
            return _running().deserialize(self._kept[1])
        return _running().compile(f"subjects.map({self.variable}, {self._with_thresholds}\n)")

    @cached_property
    def _with_thresholds(self) -> str:
        if not self._thresholds or "thresholds" not in self.text:
            return self.text
        return write(numbers_put_in(self.term, "thresholds", self._thresholds))


class Environment:
    """The types that a pack's expressions are checked against.

    ``subjects`` maps each variable name (``seat``) to the shape of its facts.
    ``thresholds`` maps every threshold name of the pack to a number of its type.
    """

    def __init__(
        self, subjects: Mapping[str, FactShape], thresholds: Mapping[str, ThresholdValue]
    ) -> None:
        self._typed = _typed_environment(subjects, thresholds)

    def compile(
        self,
        text: str,
        variable: str,
        thresholds: Mapping[str, ThresholdValue],
        result: Gives = "condition",
    ) -> Program:
        """Check an expression and make it ready to run.

        Raises :class:`ExpressionError`, too where it gives something else than ``result``.
        """
        try:
            checked = self._typed.compile(text)
            tree = parse_tree(checked.serialize())
        except (RuntimeError, ValueError, DecodeError) as error:
            raise _compile_error(error) from None
        gives = checked.return_type().name()
        if result == "condition" and gives.lower() != "bool":
            raise ExpressionError("a condition must be true or false", 1, 1, gives.lower())
        if result == "words" and not _FIT_FOR_WORDS.fullmatch(gives):
            raise ExpressionError(
                "a value for a message must be text, a number, true or false, or a list of those",
                1,
                1,
            )
        return Program(text, variable, tree, thresholds)

    def type_of(self, text: str) -> str:
        """CEL's name for the type of what an expression gives that has been checked before."""
        return str(self._typed.compile(text).return_type().name())


def _compile_error(error: Exception) -> ExpressionError:
    text = str(error)
    if isinstance(error, DecodeError) or "recursion" in text:
        return TooDeepError()
    found = _COMPILE_ERROR.search(text)
    if not found:
        return ExpressionError(text, 1, 1)
    return ExpressionError(found["message"].strip(), int(found["line"]), int(found["column"]))


def _run(expression: Any, activation: Any) -> Answer:
    # NOTE: CEL tells of an error in two ways: it raises, or it returns an error value, whose
    # plain value is a text that would count as true.
    try:
        value = expression.eval(activation)
        if value.type() != cel.Type.ERROR:
            return value.plain_value()
        message = str(value.plain_value())
    except (RuntimeError, ValueError, TypeError) as error:
        message = str(error)
    if _TOO_MANY_STEPS in message:
        return Crashed("its loops took more than 10,000 steps.")
    missing = _MISSING_KEY.search(message)
    return Unsettled(missing["key"]) if missing else Crashed(message)


def is_pattern(text: str) -> bool:
    """Whether ``matches()`` can use a text as a regular expression."""
    variable = "thresholds"
    program = _running().compile(f"''.matches({variable})")
    return not isinstance(_run(program, _running().Activation({variable: text})), Crashed)


_RUNNING: list[Any] = []


def _running() -> Any:
    """The environment that expressions run in, without types; made once."""
    if not _RUNNING:
        from pitfall_audit.facts.kinds import SUBJECT_SHAPES  # noqa: PLC0415

        names = [*SUBJECT_SHAPES, "subjects", "thresholds"]
        _RUNNING.append(cel.NewEnv(variables=dict.fromkeys(names, cel.Type.DYN)))
    return _RUNNING[0]


def _typed_environment(
    subjects: Mapping[str, FactShape], thresholds: Mapping[str, ThresholdValue]
) -> Any:
    # What runs needs none of it.
    from google.protobuf import descriptor_pb2, descriptor_pool  # noqa: PLC0415

    file = descriptor_pb2.FileDescriptorProto(name="facts.proto", package=_PACKAGE, syntax="proto3")
    done: set[str] = set()
    for shape in subjects.values():
        for one in walk_shapes(shape):
            if one.name not in done:
                done.add(one.name)
                _add_message(file, one)
    limits = file.message_type.add(name="Thresholds")
    for number, (name, value) in enumerate(sorted(thresholds.items()), 1):
        limits.field.add(
            name=name, number=number, label=1, type=1 if isinstance(value, float) else 3
        )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    variables = {name: cel.Type(f"{_PACKAGE}.{shape.name}") for name, shape in subjects.items()}
    variables["thresholds"] = cel.Type(f"{_PACKAGE}.Thresholds")
    return cel.NewEnv(descriptor_pool=pool, variables=variables)


def _add_message(file: descriptor_pb2.FileDescriptorProto, shape: FactShape) -> None:
    message = file.message_type.add(name=shape.name)
    for number, field in enumerate(shape.fields.values(), 1):
        one = message.field.add(name=field.name, number=number, label=3 if field.repeated else 1)
        if field.shape is None:
            one.type = _NUMBERS[field.kind]
        else:
            one.type = 11  # type: ignore[assignment]
            one.type_name = f".{_PACKAGE}.{field.shape.name}"
