"""Readers: from files as people have them to papers.

A reader is a module with `recognises` and `read` (see `Reader` in `pipelines.readers.base`). To
join a new format, write its module and put it into `READERS`.
"""

from pipelines.readers.base import Columns, Problem
from pipelines.readers.inputs import refuse_missing
from pipelines.readers.reading import read_inputs

__all__ = ["Columns", "Problem", "read_inputs", "refuse_missing"]
