"""The lexicons of the extractors, so that a database has the same names whoever fills it."""

import importlib.util
import sys
from pathlib import Path

_MODULE = Path(__file__).parents[3] / "extractors" / "lexicon.py"

_spec = importlib.util.spec_from_file_location("real_lexicon", _MODULE)
assert _spec is not None
assert _spec.loader is not None
_real = importlib.util.module_from_spec(_spec)
sys.modules["real_lexicon"] = _real  # where dataclasses look for it
_spec.loader.exec_module(_real)

LEXICON = _real.LEXICON
