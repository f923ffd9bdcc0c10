"""A real browser opens pages made of hostile texts: nothing runs, and nothing is fetched."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CommandLine
from page_server import PageServer, serve

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BROWSER, reason="needs Chromium: apt-get install chromium"),
]

#: What a script does that runs where it must not; ``SERVER`` is a server of ours that counts.
RUN = "document.documentElement.setAttribute('data-broken','1')"

PAYLOADS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</textarea></code></pre><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script>",
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'<img src="SERVER/img" onerror="{RUN}">',
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<math><mtext></mtext><mglyph><style></math><img src onerror={RUN}>",
    f'" onmouseover="{RUN}" x="',
    f'" onfocus="{RUN}" autofocus="" tabindex="1',
    f"<details open ontoggle={RUN}>x",
    f"<body onload={RUN}>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    '<iframe src="SERVER/frame"></iframe>',
    '<link rel="stylesheet" href="SERVER/style"><base href="SERVER/">',
    '<meta http-equiv="refresh" content="0;url=SERVER/refresh">',
    '<object data="SERVER/object"></object><embed src="SERVER/embed">',
    "<style>@import 'SERVER/import'; body{background:url(SERVER/back)}</style>",
    '<form action="SERVER/form"><input autofocus onfocus="x"></form>',
    f"[lien](javascript:{RUN})",
    f"[lien](JaVa&Tab;ScRiPt:{RUN})",
    f"[lien](data:text/html,<script>{RUN}</script>)",
    f"<javascript:{RUN}>",
    "![photo](SERVER/photo.png)",
    f'[lien](SERVER "title" onclick="{RUN}")',
    f'```{RUN}" onclick="{RUN}\n<script>{RUN}</script>\n```',
    f"`</code><script>{RUN}</script>`",
    f"| a | b |\n|---|---|\n| <script>{RUN}</script> | <img src=x onerror={RUN}> |",
    f"\u2028<script>{RUN}</script>\u202e<img src=x onerror={RUN}>",
    f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;img src=x onerror={RUN}&#62;",
    f"{{{{constructor.constructor('{RUN}')()}}}} ${{{RUN}}}",
    f'<noscript><p title="</noscript><script>{RUN}</script>">',
    f"<template><script>{RUN}</script></template><plaintext>",
)

#: Looks, as the browser sees it, for addresses that are programs, and touches everything.
PROBE = """
<script>
const root = document.documentElement;
for (const node of document.querySelectorAll('[href],[src],[action],[data]'))
  for (const name of ['href', 'src', 'action', 'data'])
    if (/^(javascript|vbscript|data|blob)/i.test(String(node[name] ?? '')))
      root.setAttribute('data-broken', name);
for (const node of document.querySelectorAll('*'))
  for (const name of ['mouseover', 'focus', 'toggle', 'load', 'error', 'animationend'])
    node.dispatchEvent(new Event(name));
root.setAttribute('data-probed', '1');
</script>
"""
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.fixture
def server() -> Iterator[PageServer]:
    """A server that nobody should ask for anything."""
    with serve({}) as server:
        yield server


def browse(path: Path, folder: Path) -> str:
    """Return the page's ``<html …>`` after its scripts have run, as the browser writes it."""
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    command += ["--no-first-run", "--disable-dev-shm-usage", f"--user-data-dir={folder}"]
    # Of the test's own time; network and timers are waited for.
    command += ["--virtual-time-budget=3000", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    opening = re.search(r"<html[^>]*>", done.stdout)
    assert opening is not None, done.stderr
    return opening[0]


@pytest.mark.parametrize(
    ("ending", "arguments"),
    [
        (".md", ["read"]),
        (".txt", ["read", "--review", "3", "--alternatives", "1"]),
        (".md", ["brief"]),
        (".txt", ["brief", "--together", "--show-source"]),
        (".md", ["translate"]),
        (".txt", ["translate"]),
        (".md", ["compare"]),
        (".md", ["compare", "a.md"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_security_pages_run_nothing(
    cli: CommandLine,
    server: PageServer,
    tmp_path: Path,
    ending: str,
    arguments: list[str],
) -> None:
    """Of an article that is one attack after the other, the page shows the words alone.

    With the page's own policy the browser would stop what got through; without it, nothing may
    be left for it to stop.
    """
    text = "\n\n".join(
        f"Un mot {payload} et un autre.\n\n{payload}\n\n# {payload}\n\n- {payload}\n\n> {payload}"
        for payload in PAYLOADS
    ).replace("SERVER", server.url)
    cli.write("a.md", text)
    name = 'a"><img src=x onerror=alert(1)>' + ending
    cli.write(name, text)
    verb, *rest = arguments
    given = [name, *(item for item in rest if item.endswith(".md"))]
    options = [item for item in rest if not item.endswith(".md")]
    outcome = cli(verb, *given, *options, "--format", "html", "-o", "page.html", "-q")
    assert (outcome.code, outcome.stderr) == (0, "")

    page = (cli.folder / "page.html").read_text(encoding="utf-8")
    (cli.folder / "bare.html").write_text(
        POLICY.sub("", page).replace("</body>", f"{PROBE}</body>"), encoding="utf-8"
    )
    assert "data-broken" not in browse(cli.folder / "page.html", tmp_path / "profile")
    bare = browse(cli.folder / "bare.html", tmp_path / "profile")
    assert 'data-probed="1"' in bare
    assert "data-broken" not in bare
    assert server.requests == []


def test_security_browser_would_notice(cli: CommandLine, tmp_path: Path) -> None:
    """The test above can fail: an attack that is not escaped runs, and the policy stops it."""
    cli.write("a.txt", "Un mot ATTAQUE ici.")
    cli("read", "a.txt", "--format", "html", "-o", "page.html", "-q")
    page = (cli.folder / "page.html").read_text(encoding="utf-8")
    broken = page.replace("ATTAQUE", f"<script>{RUN}</script><img src=x onerror={RUN}>")
    (cli.folder / "guarded.html").write_text(broken, encoding="utf-8")
    (cli.folder / "bare.html").write_text(POLICY.sub("", broken), encoding="utf-8")
    assert 'data-broken="1"' not in browse(cli.folder / "guarded.html", tmp_path / "profile")
    assert 'data-broken="1"' in browse(cli.folder / "bare.html", tmp_path / "profile")
