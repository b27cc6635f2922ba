"""The page of a review in a browser, served by a thread."""

import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn

from pipelines.review import make_app
from tests.browser import Browser

#: whether the palette is open for the text given
_SELECTED = """return !document.getElementById('palette').hidden
    && getSelection().toString().trim() === arguments[0]"""


class ReviewPage(Browser):
    """The page of a review in a browser."""

    def __init__(self, driver: Any, golden: Path) -> None:
        app = make_app(golden)
        self._listening = socket.socket()
        self._listening.bind(("127.0.0.1", 0))
        self._listening.listen()  # connections wait for the server from now on
        port = self._listening.getsockname()[1]
        super().__init__(driver, f"http://127.0.0.1:{port}/?token={app.state.token}")
        self._server = uvicorn.Server(
            uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        )
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._listening]}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self.driver.get("about:blank")
        self._server.should_exit = True
        self._thread.join(10)

    def open(self, address: str = "#marlo", *, width: int = 1280, dark: bool = False) -> None:
        super().open(address, width=width, dark=dark)
        self.wait("return state.first")

    def select(self, text: str) -> None:
        """Drags the mouse over a text of the abstract that stands in one line.

        A drag that meets the page while it is laid out anew, or the palette of the selection before
        it, selects something else: it is repeated.
        """
        from selenium.common.exceptions import TimeoutException

        for _ in range(4):
            self._drag_over(text)
            with suppress(TimeoutException):
                assert self.wait(_SELECTED, text.strip(), seconds=5)
                return
        raise AssertionError(f"{text!r} could not be selected")

    def _drag_over(self, text: str) -> None:
        from selenium.webdriver.common.actions.action_builder import ActionBuilder

        box = self.run(
            """const start = document.getElementById("abstract").textContent.indexOf(arguments[0]);
            const range = document.createRange();
            range.setStart(...pointAt(start));
            range.setEnd(...pointAt(start + arguments[0].length));
            const element = range.startContainer.parentElement;
            element.scrollIntoView({block: "center", behavior: "instant"});
            return range.getBoundingClientRect().toJSON();""",
            text,
        )
        drag = ActionBuilder(self.driver, duration=20)
        y = round(box["top"] + box["height"] / 2)
        drag.pointer_action.move_to_location(round(box["left"]), y).pointer_down()
        drag.pointer_action.move_to_location(round(box["right"]), y).pointer_up()
        drag.perform()

    def press(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def type_into(self, css: str, *keys: str) -> None:
        """Types into a field, which is found again where the page is laid out anew meanwhile."""
        from selenium.common.exceptions import StaleElementReferenceException

        for _ in range(4):
            with suppress(StaleElementReferenceException):
                self.element(css).send_keys(*keys)
                return
        raise AssertionError(f"{css} does not stay")

    def heads(self, kind: str) -> list[str]:
        """The golden records of a kind, as they are headed."""
        return self.all(f".k-{kind} .golden .lines b")

    def save(self) -> str:
        """Saves; what the page says then."""
        self.click("#save")
        self.wait("return document.getElementById('status').innerText.startsWith('Saved. F1')")
        return self.all("#status")[0]
