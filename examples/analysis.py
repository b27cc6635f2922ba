"""Facts as data frames: what papers claim, asked from Python.

    make demo
    .venv/bin/python examples/analysis.py out/facts.duckdb

The parts between `# %%` are cells where an editor or Jupyter knows them. Needs pandas and polars,
which the development extras bring.
"""

# %% A database is opened to be read; it may be open elsewhere at the same time.
import sys

import polars

import pipelines
from extractors import extract
from schemas import Paper

# as a script it takes the database it is given; in a notebook, the arguments are those of Jupyter
named = [argument for argument in sys.argv[1:] if argument.endswith(".duckdb")]
store = pipelines.open_store(named[0] if named else "out/facts.duckdb")
print("views:", ", ".join(store.views()))

# %% A view as a pandas frame: how large are the models that papers propose?
sizes = store.relation("model_sizes").df()
proposed = sizes[(sizes["role"] == "proposed") & (sizes["scope"] == "total")]
print(proposed[["canonical_model", "billions", "title"]].head(5).to_string(index=False))

# %% An answer as a polars frame: what do speedups look like in training and in inference?
speedups = store.query("SELECT phase, bound, factor FROM speedups WHERE bound <> 'up_to'").pl()
by_phase = speedups.group_by("phase").agg(
    polars.len().alias("claims"), polars.col("factor").median().alias("median factor")
)
print(by_phase.sort("phase"))

# %% As Arrow, for everything else.
links = store.query("SELECT type, host FROM links ORDER BY ALL").to_arrow_table()
print("links:", links.group_by("type").aggregate([("host", "count")]).to_pylist())

store.close()

# %% The facts of one text. `pipelines.display(facts)` as the last line of a cell shows them
# highlighted in the abstract.
facts = extract(
    Paper(
        title="An Example",
        abstract="We present Marlo, a 7B model. On SQuAD, Marlo reaches 91.2 F1, and it decodes"
        " 2.6x faster than BERT. Code: https://github.com/marlo/marlo",
    )
)
print(pipelines.display(facts))
