"""What keeps an audit from being run as it was asked for."""

from __future__ import annotations

__all__ = ["UsageProblem"]


class UsageProblem(Exception):  # noqa: N818  # it is the caller's to mend, and named as people are told
    """The audit was asked for in a way that can't be done; ``help`` says what to do instead."""

    def __init__(self, message: str, help: str) -> None:  # the field's word
        super().__init__(message)
        self.message = message
        self.help = help
