"""The studio in a browser: what is shown, what moves it, and what it leaves behind."""

import json
import re
import signal
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Studio

HOUR = '[data-key="effects.new-logo-hour"]'


def rest(page):
    """Waits until the figures are those of what is set now."""
    page.wait_for_function(
        "() => version === shown && document.querySelector('#state.final')", timeout=60_000
    )


def gains(page) -> dict[str, float]:
    return dict(
        page.eval_on_selector_all(
            ".models tbody tr",
            """rows => rows.map(r => [r.dataset.model,
                +(r.cells[2].querySelector('data')?.value ?? 0)])""",
        )
    )


def compared(studio, *options) -> dict[str, float]:
    report = studio.compare(*options)
    found = {
        d["model"]: d["mean"] for d in report["differences"] if d["metric"] == "value"
    }
    return {m["name"]: found.get(m["name"], 0) for m in report["models"]}


def show_all(page):
    page.click("[data-show=all]")


def test_the_first_look_is_the_answer_of_compare(page, studio):
    assert "#" not in page.url and studio.token not in page.url
    assert "Small & <b>bold</b>" in page.inner_text("#name")
    assert gains(page) == compared(studio)
    assert page.locator(".models tbody tr").count() == 3


def test_a_drag_moves_the_figures_and_rests_on_the_digits_of_compare(page, studio):
    show_all(page)
    before = gains(page)
    thumb = page.locator(f"{HOUR} input[type=range].high")
    thumb.scroll_into_view_if_needed()
    box = thumb.bounding_box()
    low, high, value = (float(thumb.get_attribute(a)) for a in ("min", "max", "value"))
    x = box["x"] + 10 + (value - low) / (high - low) * (box["width"] - 20)
    y = box["y"] + 12
    seen = set()
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(20):
        page.mouse.move(x - 3 * step, y)
        page.wait_for_timeout(40)
        seen.add(page.inner_text(".models"))
    assert page.evaluate("document.activeElement.className") == "high"
    page.mouse.up()
    rest(page)
    assert len(seen) > 2
    text = page.evaluate("changes['effects.new-logo-hour']")
    assert re.fullmatch(r"100\.\.\d+", text)
    after = gains(page)
    assert after != before
    assert after == compared(studio, "--set", f"effects.new-logo-hour={text}")
    page.keyboard.press("Control+z")
    rest(page)
    assert gains(page) == before
    page.keyboard.press("Control+Shift+z")
    rest(page)
    assert gains(page) == after


@pytest.mark.parametrize("text", ["1,5", "abc", "1e400", "-1", "NaN", "9" * 10_000])
def test_a_value_that_cannot_stand_is_told_at_its_field(page, text):
    show_all(page)
    before = gains(page)
    field = page.locator('[data-key="effects.overload"] .fields input').first
    field.fill(text)
    field.press("Enter")
    message = page.locator('[data-key="effects.overload"] .message')
    message.wait_for(state="visible", timeout=10_000)
    assert message.inner_text()
    assert gains(page) == before
    page.click("#undo")
    rest(page)
    assert not message.is_visible()


def test_an_owner_is_changed_and_put_back(page, studio):
    show_all(page)
    before = gains(page)
    form = page.locator("#owners")
    form.locator("[name=model]").select_option("csql")
    form.locator("[name=segment]").select_option("smb")
    form.locator("[name=motion]").select_option("renewal")
    form.locator("[name=role]").select_option("account-manager")
    form.locator("button").click()
    rest(page)
    changed = gains(page)
    assert changed["csql"] != before["csql"]
    assert changed == compared(studio, "--set", "models.csql.owners.smb.renewal=account-manager")
    page.click(".chip button")
    rest(page)
    assert gains(page) == before


def test_variants_outlive_the_studio_and_two_tabs_do_not_overwrite(page, studio, browser):
    show_all(page)
    field = page.locator(f"{HOUR} .fields input.low")
    field.fill("120")
    field.press("Enter")
    rest(page)
    page.click("#keep")
    page.wait_for_function("() => variants.revision === 1")
    other = browser.new_page()
    other.goto(studio.address)
    other.wait_for_selector("text=Variant 1")
    other.evaluate("variants.variants.push({name: 'Theirs', changes: {}}), keep()")
    other.wait_for_function("() => variants.revision === 2")
    field.fill("130")
    field.press("Enter")
    page.wait_for_selector("text=Variant 1 (mine)")
    page.wait_for_function("() => variants.revision === 3")
    assert page.locator("#tabs button", has_text="Theirs").count() == 1
    other.close()
    kept = json.loads((studio.folder / "reports/small/variants.json").read_text())
    assert [v["name"] for v in kept["variants"]] == ["Variant 1", "Theirs", "Variant 1 (mine)"]
    studio.stop(signal.SIGKILL)
    again = Studio(studio.folder)
    try:
        page.goto(again.address)
        page.wait_for_selector("text=Theirs")
    finally:
        again.stop()


def test_saving_shows_the_whole_difference_and_keeps_comments(page, studio):
    show_all(page)
    before = studio.scenario.read_text()
    field = page.locator(f"{HOUR} .fields input.low")
    field.fill("90")
    field.press("Enter")
    rest(page)
    page.click("#save")
    page.wait_for_selector("dialog[open]")
    shown = page.inner_text("dialog pre")
    assert "-  new-logo-hour: 100..300" in shown and "+  new-logo-hour: 90..300" in shown
    page.click("dialog .main")
    page.wait_for_function("() => !changes['effects.new-logo-hour']")
    assert studio.scenario.read_text() == before.replace("100..300", "90..300")


def test_the_report_that_is_taken_away_is_that_of_compare(page, studio):
    show_all(page)
    field = page.locator(f"{HOUR} .fields input.low")
    field.fill("90")
    field.press("Enter")
    rest(page)
    page.click("#take")
    page.wait_for_selector("dialog[open]", timeout=60_000)
    assert "--set" in page.inner_text("dialog pre")
    taken = json.loads((studio.folder / "reports/small/report.json").read_text())
    assert taken == studio.compare("--set", "effects.new-logo-hour=90..300")


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_and_all_can_read_it(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_lost_server_is_told_and_changes_are_kept(page, studio):
    show_all(page)
    field = page.locator(f"{HOUR} .fields input.low")
    field.fill("120")
    field.press("Enter")
    rest(page)
    started = time.monotonic()
    status = studio.stop(signal.SIGTERM)
    assert time.monotonic() - started < 1.5
    assert status == 0
    page.wait_for_selector("text=The studio does not answer", timeout=10_000)
    assert page.evaluate("changes['effects.new-logo-hour']") == "120..300"
