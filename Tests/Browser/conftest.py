"""A studio of a small scenario, and a browser on it."""

import json
import os
import pathlib
import shutil
import signal
import subprocess

import pytest
from playwright.sync_api import sync_playwright

BINARY = os.environ["QUOTIENT"]

SCENARIO = """\
quotient: 1
name: Small & <b>bold</b>
currency: USD
start: 2026-01-01
horizon: 2 years   # two will do
trials: 2048
seed: 7
book:
  generate: {accounts: 60, seed: 3, segments: {smb: {share: 100%, mean-arr: 20k}}}
outcomes:
  all:
    renewal: {chance: 84%..92%}
    upsell: {per-year: 0.4..0.8, found: 60%, accepted: 90%, won: 40%, size: 10%..40%}
effects:
  new-logo-hour: 100..300
baseline: today
models:
  - {name: today, like: upsell-renewal-split}
  - account-manager
  - csql
"""


class Studio:
    """A running studio."""

    def __init__(self, folder: pathlib.Path, *options: str):
        self.folder = folder
        self.scenario = folder / "small.yaml"
        self.process = subprocess.Popen(
            [BINARY, "studio", "small.yaml", *options],
            cwd=folder,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.address = self.process.stdout.readline().split()[1]
        self.port = int(self.address.split(":")[2].split("/")[0])
        self.token = self.address.split("#t=")[1]

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=10)

    def compare(self, *options: str) -> dict:
        """What the command says of the scenario's file."""
        done = subprocess.run(
            [BINARY, "compare", "small.yaml", "--json", "--no-files", "--quiet", *options],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "small.yaml").write_text(SCENARIO)
    return tmp_path


@pytest.fixture
def studio(folder):
    running = Studio(folder)
    yield running
    if running.process.poll() is None:
        running.stop(signal.SIGKILL)


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def page(browser, studio):
    """A page at rest; every fault of it fails the test."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()

    def heard(message):
        # A refused request and a lost connection are told on the page; the browser logs them too.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    opened.on("console", heard)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on(
        "request",
        lambda r: None if r.url.startswith(("http://127.0.0.1:", "data:")) else faults.append(r.url),
    )
    opened.goto(studio.address)
    opened.wait_for_selector("#state.final", timeout=60_000)
    yield opened
    context.close()
    assert faults == []
