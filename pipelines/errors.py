"""The error that ends a command: its message is one clear line for whoever ran it."""


class PipelineError(Exception):
    """Something outside the program is in the way: a file, a database, another process."""
