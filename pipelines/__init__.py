"""Everything that moves data: readers, the batch run, the store, exports, the command line.

`open_store` and `display` are for Python and notebooks:

    import pipelines
    pipelines.open_store("facts.duckdb").relation("fastest_claims").df()
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.notebook import Display, display, open_store

__all__ = ["Display", "display", "open_store"]


def __getattr__(name: str) -> Any:
    """The names of `__all__`, loaded when needed: so the command line starts without DuckDB."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipelines import notebook

    return getattr(notebook, name)
