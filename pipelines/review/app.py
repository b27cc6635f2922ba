"""The web application of a review: the page, and what it asks and changes.

It is meant for one person on one machine. It answers only to its own host names, so that no other
site can reach it under a name of its own; whoever asks for data or changes any must know the
token, which is part of the address that the command prints.
"""

import json
import secrets
from collections.abc import Awaitable, Callable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from pipelines.errors import PipelineError
from pipelines.review.golden_file import ConflictError, Records
from pipelines.review.session import RefusedError, Review

#: the names under which the machine knows itself
HOSTS = ("127.0.0.1", "localhost")

_OWN = files("pipelines.review").joinpath("assets")
_REPORT = files("pipelines.report").joinpath("assets")
#: what is served, and where it comes from; some is shared with the report
_ASSETS = {
    **dict.fromkeys(("look.css", "elements.js", "facts.js", "highlight.js"), _REPORT),
    **dict.fromkeys(("review.css", "state.js", "records.js", "selection.js", "main.js"), _OWN),
}
_TYPES = {"css": "text/css", "js": "text/javascript"}

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Selection(BaseModel):
    """A selection in an abstract; offsets count characters, end exclusive."""

    model_config = ConfigDict(extra="forbid")

    key: str
    kind: str
    start: int
    end: int


class Draft(BaseModel):
    """Changed records that are to be kept, and the line that they were made on."""

    model_config = ConfigDict(extra="forbid")

    key: str
    made_on: str
    records: Records


class Discard(BaseModel):
    """An abstract whose changed records are to be forgotten."""

    model_config = ConfigDict(extra="forbid")

    key: str


class Save(BaseModel):
    """Changed records that are to be written in place of those of the line `base`."""

    model_config = ConfigDict(extra="forbid")

    key: str
    base: str
    records: Records


def make_app(golden_path: Path, papers: Sequence[str] | None = None) -> FastAPI:
    """The application that reviews a golden file; its token is `app.state.token`.

    `papers` are inputs with the texts that the file leaves out. Raises PipelineError where the
    file cannot be reviewed.
    """
    review = Review(golden_path, papers)
    app = FastAPI(title="paperfacts review", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.token = token = secrets.token_urlsafe(32)
    app.state.review = review

    def authorised(x_review_token: Annotated[str, Header()] = "") -> None:
        if not _is(x_review_token, token):
            raise HTTPException(403, "open the address that paperfacts review has printed")

    @app.get("/")
    def page(request: Request) -> Response:
        if not _is(request.query_params.get("token", ""), token):
            raise HTTPException(403, "open the whole address that paperfacts review has printed")
        html = Template(_OWN.joinpath("review.html").read_text("utf-8"))
        name = escape(review.golden.path.name)
        return HTMLResponse(html.substitute(name=name, token=escape(token)))

    @app.get("/assets/{name}")
    def asset(name: str) -> Response:
        if name not in _ASSETS:
            raise HTTPException(404, "no such file")
        content = _ASSETS[name].joinpath(name).read_bytes()
        return Response(content, media_type=_TYPES[name.rpartition(".")[2]])

    api = [Depends(authorised)]

    @app.get("/api/file", dependencies=api)
    def contents() -> Response:
        return _json(review.contents())

    @app.get("/api/scores", dependencies=api)
    def scores() -> Response:
        return _json(review.scores())

    @app.get("/api/abstract", dependencies=api)
    def abstract(key: str) -> Response:
        return _json(review.view(key))

    @app.post("/api/proposal", dependencies=api)
    def proposal(asked: Selection) -> Response:
        return _json(review.proposal(asked.key, asked.kind, (asked.start, asked.end)))

    @app.post("/api/draft", dependencies=api)
    def draft(changed: Draft) -> Response:
        return _json(review.keep(changed.key, changed.made_on, changed.records))

    @app.post("/api/save", dependencies=api)
    def save(changed: Save) -> Response:
        return _json(review.save(changed.key, changed.base, changed.records))

    @app.post("/api/discard", dependencies=api)
    def discard(which: Discard) -> Response:
        return _json(review.discard(which.key))

    @app.post("/api/reload", dependencies=api)
    def reload() -> Response:
        return _json(review.reload())

    _tell_errors_in_a_line(app)
    app.middleware("http")(_with_headers)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)
    return app


def _is(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode(), token.encode())


async def _with_headers(
    request: Request, answer: Callable[[Request], Awaitable[Response]]
) -> Response:
    response = await answer(request)
    response.headers.update(_HEADERS)
    return response


def _tell_errors_in_a_line(app: FastAPI) -> None:
    @app.exception_handler(PipelineError)
    def failed(_: Request, error: PipelineError) -> Response:
        status = 409 if isinstance(error, ConflictError) else 422
        return _json({"error": str(error)}, status if _is_ours(error) else 500)

    @app.exception_handler(RequestValidationError)
    def malformed(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return _json({"error": f"{place}: {first['msg']}"}, 422)

    @app.exception_handler(StarletteHTTPException)
    def refused(request: Request, error: StarletteHTTPException) -> Response:
        if request.url.path.startswith("/api/"):
            return _json({"error": error.detail}, error.status_code)
        return PlainTextResponse(error.detail, error.status_code)


def _is_ours(error: PipelineError) -> bool:
    return isinstance(error, ConflictError | RefusedError)


def _json(content: Any, status: int = 200) -> Response:
    """JSON in ASCII: also what UTF-8 cannot hold, as halves of surrogate pairs."""
    return Response(json.dumps(content), status, media_type="application/json")
