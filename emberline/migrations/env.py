"""Alembic's entry: the connection comes from the caller, the metadata from `tables`."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from emberline.kit.db import types
from emberline.tables import metadata

# By their text, for a column holds a copy of its type.
_NAMES = {
    repr(types.Identifier): "Identifier",
    repr(types.Instant): "Instant",
    repr(types.Json): "Json",
}


def _render(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our column types by their names in a new migration."""
    name = _NAMES.get(repr(item)) if kind == "type" else None
    if name is None:
        return False
    autogen.imports.add(f"from emberline.kit.db import {name}")
    return name


def _include(name: str | None, kind: str, _: Any) -> bool:
    """Leave out FTS5's tables, which are of their own making and no model's."""
    return not (kind == "table" and name is not None and name.startswith("catalogue_search"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=_render,
    include_name=_include,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
