"""The HTML file, put together: template, styles, scripts and data, all in one.

Nothing that comes from a paper is ever part of the mark-up: it is data in JSON, and the scripts of
the page show it as text. The content security policy lets run only the page's own scripts, and
lets nothing be loaded from anywhere.
"""

import json
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import vl_convert

from pipelines.report.fitting import TEXTS_AT_ONCE, Fitted
from pipelines.report.gathering import Gathered

_ASSETS = files("pipelines.report").joinpath("assets")

#: The scripts of the page, in the order in which they are run, after the charting library.
_SCRIPTS = (
    *("elements.js", "data.js", "facts.js", "highlight.js", "abstract.js"),
    *("table.js", "charts.js", "main.js"),
)

#: What the page uses of the charting library.
_LIBRARY = "window.vegaEmbed = vegaEmbed;"

#: Vega compiles its own expressions, hence 'unsafe-eval'; no text of a paper becomes an expression.
_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:;"
    " style-src 'unsafe-inline'; script-src 'unsafe-eval' {hashes}"
)

#: Left for what is known only when all is packed: the notes on what was left out, the elements
#: around the packed data.
_ROOM_FOR_THE_REST = 20_000


@dataclass(frozen=True)
class Frame:
    """The page around the packed data."""

    template: Template
    fields: dict[str, str]
    summary: dict[str, Any]
    size: int


def page_without_data(gathered: Gathered, database: str) -> Frame:
    """The page with everything but the papers and facts. `database` is the name to be shown."""
    scripts = [_charting_library()]
    scripts += [_without_end_tag(_asset(name)) for name in _SCRIPTS]
    fields = {
        "policy": _POLICY.format(hashes=" ".join(map(_hash, scripts))),
        "title": f"What {gathered.numbers['papers']:,} abstracts claim",
        "origin": escape(_origin(gathered.numbers, database)),
        "numbers": _numbers(gathered.numbers),
        "styles": _asset("look.css") + _asset("report.css"),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    template = Template(_asset("report.html"))
    summary = {"charts": gathered.charts, "texts_at_once": TEXTS_AT_ONCE, "database": database}
    size = sum(len(text.encode()) for text in (*fields.values(), template.template))
    size += len(_json(summary).encode()) + _ROOM_FOR_THE_REST
    return Frame(template, fields, summary, size)


def page_of(frame: Frame, fitted: Fitted) -> bytes:
    """The whole page."""
    packed = [_data(f"table-{name}", text) for name, text in fitted.tables.items()]
    packed += [_data(f"texts-{number}", text) for number, text in enumerate(fitted.texts)]
    html = frame.template.substitute(
        frame.fields,
        notes="".join(f'<p class="left-out">{escape(note)}</p>' for note in fitted.notes()),
        summary=_json(frame.summary),
        data="\n".join(packed),
    )
    return html.encode()


@cache
def _charting_library() -> str:
    """Vega-Lite and what it needs; bundling takes seconds."""
    return _without_end_tag(vl_convert.javascript_bundle(_LIBRARY))


def _data(name: str, packed: str) -> str:
    return f'<script type="application/gzip" id="{name}">{packed}</script>'


def _origin(numbers: dict[str, Any], database: str) -> str:
    facts = _count(numbers["facts"], "fact")
    if not numbers["extracted_on"]:
        return f"{facts} in {database}."
    made = f"{numbers['extracted_on']} with version {numbers['version']}"
    return f"{facts} in {database}, extracted on {made}."


def _numbers(numbers: dict[str, Any]) -> str:
    """The numbers at the top, each a link to its table."""
    n = numbers
    with_facts = _share(n["papers_with_facts"], n["papers"])
    with_code = _share(n["papers_with_code"], n["papers"])
    tiles = [
        ("papers", "papers", _said("{} with facts", with_facts)),
        ("models", "models", _said("{:,} proposed", n["models_proposed"])),
        ("parameter_counts", "model sizes", _said("up to {}", _short(n["largest_model"]))),
        ("speedups", "speedups", _said("median {:.3g}×", n["median_speedup"])),
        ("resource_savings", "savings", _said("median {:.3g}×", n["median_saving"])),
        ("benchmarks", "benchmark uses", _said("{:,} different", n["benchmarks_distinct"])),
        ("results", "results", _said("{:,} scores", n["scores"])),
        ("links", "links", _said("{} with code", with_code)),
    ]
    return "\n".join(
        f'<li class="k-{kind}"><a href="#{kind}"><strong>{n[kind]:,}</strong> <span>{label}</span>'
        f" <small>{detail}</small></a></li>"
        for kind, label, detail in tiles
    )


def _said(words: str, value: Any) -> str:
    return "" if value is None else words.format(value)


def _share(part: int, whole: int) -> str | None:
    return f"{part / whole:.0%}" if whole else None


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _short(parameters: int | None) -> str | None:
    """A number of parameters as people say it: 8300000000 is 8.3B."""
    if parameters is None:
        return None
    for size, letter in ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K")):
        if parameters >= size:
            return f"{parameters / size:.3g}{letter}"
    return str(parameters)


def _json(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _without_end_tag(script: str) -> str:
    return script.replace("\r", "").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return _ASSETS.joinpath(name).read_text("utf-8")
