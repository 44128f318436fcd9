"""Our own templates as Python that is quick: what is general in Jinja's own is written out.

The program's templates are trusted and reach for records alone, so that in the code made of them
an attribute is an attribute, an item an item and a call a call, and what is printed is escaped by
one function. Text and blanks that stand side by side are written in one piece, and so is what is
included in a loop, for each piece of a page goes through every template around it.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from markupsafe import Markup

__all__ = ["QuickEnvironment"]


class _QuickCode(CodeGenerator):
    # NOTE: Jinja lets another generator of code be named, and these are the methods that it calls.
    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("printed = environment.finalize")
        self.writeline("called = environment.called")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
        else:
            self.write("called(macro)")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        if frame.buffer is not None or not frame.loop_frame:
            super().visit_Include(node, frame)
            return
        self.writeline("template = environment.get_template(", node)
        self.visit(node.template, frame)
        made_of = f"template.new_context(context.get_all(), True, {self.dump_local_context(frame)})"
        self.write(")")
        self.writeline(f"yield concat(template.root_render_func({made_of}))")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        if frame.require_output_check:
            super().visit_Output(node, frame)
            return
        begins, ends = ("yield ", "") if frame.buffer is None else (f"{frame.buffer}.append(", ")")
        if len(node.nodes) > 1:
            begins, ends = f"{begins}concat((", f")){ends}"
        self.writeline(begins, node)
        for at, child in enumerate(node.nodes):
            self.write(", " * bool(at))
            if isinstance(child, nodes.TemplateData):
                self.write(repr(str(child.data)))
            else:
                self.write("printed(")
                self.visit(child, frame)
                self.write(")")
        self.write(ends)


def _called(macro: Callable[..., str]) -> Callable[..., Markup]:
    """What calls a macro of ours, which is given all by position."""
    macro.__defaults__ = (missing,) * macro.__code__.co_argcount
    return lambda *given: Markup(macro(*given))  # noqa: S704  # what it prints is escaped


class QuickEnvironment(Environment):
    """Where they are compiled; its ``finalize`` has to give text that is escaped."""

    code_generator_class = _QuickCode
    called = staticmethod(_called)

    # NOTE: Jinja has this method for others to override.
    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        for node in (source, *source.find_all(nodes.Node)):
            for _, value in node.iter_fields():
                if isinstance(value, list):
                    value[:] = _joined(value)
        return super()._generate(source, name, filename, defer_init)


def _joined(parts: list[object]) -> list[object]:
    joined: list[object] = []
    for part in parts:
        before = joined[-1] if joined else None
        if isinstance(part, nodes.Output) and isinstance(before, nodes.Output):
            joined[-1] = nodes.Output([*before.nodes, *part.nodes], lineno=before.lineno)
        elif isinstance(part, nodes.TemplateData) and isinstance(before, nodes.TemplateData):
            joined[-1] = nodes.TemplateData(f"{before.data}{part.data}", lineno=before.lineno)
        else:
            joined.append(part)
    return joined
