"""Correcting golden annotations on a local web page.

`golden_file` reads and writes the lines, `checks` knows the rules that a machine can check,
`proposals` makes records of selections, `session` puts what the page shows together, and `app`
serves it to a browser on this machine.
"""

import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from pipelines.errors import PipelineError
from pipelines.review.app import make_app

__all__ = ["make_app", "serve"]

HOST = "127.0.0.1"


def serve(
    golden: Path,
    papers: Sequence[str] | None,
    port: int,
    open_browser: bool,
    on_ready: Callable[[str], None],
) -> None:
    """Review a golden file until interrupted, on this machine alone.

    `port` 0 takes any that is free. `on_ready` is told the address once it can be opened.
    Raises PipelineError where the file cannot be reviewed or the port not be used.
    """
    app = make_app(golden, papers)
    with _listening(port) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/?token={app.state.token}"
        on_ready(address)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        config = uvicorn.Config(
            app, log_level="error", lifespan="off", ws="none", timeout_graceful_shutdown=2
        )
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            return


def _listening(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise PipelineError(f"port {port} cannot be used ({error.strerror})") from None
    return listening
