"""The pages make a site: no broken link, nothing from the network, nothing lost in conversion."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))

pytestmark = pytest.mark.skipif(not find_spec("material"), reason="MkDocs is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def article(site: Path, page: Path) -> str:
    html = (site / f"{page.stem}.html").read_text("utf-8")
    return html[html.index("<article") : html.index("</article>")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_is_there_and_in_the_menu(site: Path, page: Path) -> None:
    assert "<h1" in article(site, page)
    assert f'href="{page.stem}.html"' in (site / "404.html").read_text("utf-8").replace('"/', '"')


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_lists_tables_and_code_are_converted(site: Path, page: Path) -> None:
    prose = re.sub(r"<pre.*?</pre>", "", article(site, page), flags=re.DOTALL)
    lines = re.sub(r"<[^>]+>", "", prose).splitlines()
    assert [line for line in lines if re.match(r"\s*(- |\d+\. |\||```|#)", line)] == []


def test_nothing_is_loaded_from_the_network(site: Path) -> None:
    for page in site.glob("*.html"):
        loading = re.findall(r"<(?:script|link|img|iframe)\b[^>]*>", page.read_text("utf-8"))
        assert [tag for tag in loading if re.search(r"=[\"']?(?:https?:)?//", tag)] == []


def test_only_pages_are_published(site: Path) -> None:
    assert list(site.rglob("*.py")) == []
