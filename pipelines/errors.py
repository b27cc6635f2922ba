"""Errors: the one that ends a command with one clear line, and any other one as a line."""


class PipelineError(Exception):
    """Something outside the program is in the way: a file, a database, another process."""


def in_a_line(error: Exception) -> str:
    """An error that nobody expected: its class and the beginning of its message."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
