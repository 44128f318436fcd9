"""The audit: runs rules over engagements, and settles outcomes into one result.

NOTE: ``pitfall_audit.audit`` is this folder and also the one public function. Python binds the
name to the folder as soon as anything below it is imported, so the folder can be called too, and
passes the call on to :func:`pitfall_audit.audit.auditing.audit`.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _CallableFolder(ModuleType):
    def __call__(self, *arguments: Any, **options: Any) -> Any:
        from pitfall_audit.audit.auditing import audit  # noqa: PLC0415

        return audit(*arguments, **options)


sys.modules[__name__].__class__ = _CallableFolder
