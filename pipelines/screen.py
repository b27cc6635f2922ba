"""The screen of the command line while a run is under way."""

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from pipelines.batch import Summary
from pipelines.readers import Problem
from pipelines.render import printable

#: So many problems are printed one by one.
_PROBLEMS_SHOWN = 50


class Screen:
    """The progress of a run on a terminal, and its problems, on standard error."""

    def __init__(self) -> None:
        self._errors = Console(stderr=True, soft_wrap=True, highlight=False)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            console=self._errors,
            disable=not self._errors.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("starting")
        self._problems = 0

    def __enter__(self) -> None:
        self._bar.start()

    def __exit__(self, *error: object) -> None:
        self._bar.stop()
        if self._problems > _PROBLEMS_SHOWN:
            self._errors.print(f"… {self._problems - _PROBLEMS_SHOWN:,} more like these")

    def problem(self, problem: Problem) -> None:
        self._problems += 1
        if self._problems <= _PROBLEMS_SHOWN:
            line = str(problem) if problem.lost else f"note: {problem}"
            self._errors.print(printable(line))

    def progress(self, summary: Summary) -> None:
        rate = summary.extracted / summary.seconds if summary.seconds else 0
        self._bar.update(
            self._task,
            description=f"{summary.read:,} papers read, {summary.extracted:,} extracted,"
            f" {rate:,.0f} a second",
        )
