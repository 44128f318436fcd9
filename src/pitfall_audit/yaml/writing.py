"""Writing YAML: plain data as text that is read again as the same data."""

from __future__ import annotations

from typing import Any, Final

import yaml

__all__ = ["as_flow", "as_yaml"]


def as_yaml(data: Any, *, width: int = 100) -> str:
    """Plain data as YAML: in its own order, and on few lines where it is short."""
    return _dumped(data, None, width)


def as_flow(data: Any) -> str:
    """Plain data as YAML on one line, as it may stand within brackets too."""
    # NOTE: within a list no text is written as only one outside brackets may be.
    return _dumped([data], True, _NO_WIDTH).strip()[1:-1]


def _dumped(data: Any, flow: bool | None, width: int) -> str:
    return yaml.dump(
        data, Dumper=_Dumper, default_flow_style=flow, sort_keys=False, allow_unicode=True,
        width=width,
    )  # fmt: skip


class _Dumper(yaml.SafeDumper):
    """Writes texts plainly where YAML allows it: an engagement's values have no types."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # whatever it is
        """Write everything where it stands."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # as it is called
        """Indent the items of a list below its name."""
        super().increase_indent(flow, False)


_NO_WIDTH: Final = 10_000_000
_TEXT_TAG: Final = "tag:yaml.org,2002:str"
_MEANS_MORE: Final = frozenset({"", "~", "null", "Null", "NULL", "<<"})
"""Texts that mean something else where they stand without quotation marks."""


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = text in _MEANS_MORE or text.splitlines() != [text]
    return dumper.represent_scalar(_TEXT_TAG, text, style='"' if quoted else None)


_Dumper.yaml_implicit_resolvers = {}
_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar(_TEXT_TAG, "~"))
