"""Take the pictures of docs/images: `make app`, then `python docs/images/take.py [ADDRESS]`.

The demo study is looked at, not changed; the pictures are 1440 × 900 in at most 256 colours.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
LOCAL = "http://localhost:8501"
SIZE = {"width": 1440, "height": 900}
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE_MS, REST_MS = 300_000, 2500

ESTATE = "LH0012"

# The picture: the address of what it shows, and what is waited for.
PICTURES = {
    "overview": ("", ".live-map-row"),
    "data": ("data?section=issues", ".stDataFrame"),
    "circle": ("circle", ".live-map-row"),
    "score": ("score?section=trust", "svg"),
    "plan": (f"plan?estate={ESTATE}", ".live-map-row"),
    "compare": ("plan?section=compare", ".live-map-row"),
    "negotiate": ("negotiate", ".live-map-row"),
    "money": ("money", "svg"),
    "briefing": ("briefing", "iframe"),
}


def take(page: Page, address: str, name: str) -> None:
    """Open what a picture shows and write it."""
    path, sign = PICTURES[name]
    page.goto(f"{address}/{path}")
    page.locator(sign).first.wait_for()
    page.wait_for_timeout(REST_MS)
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(REST_MS)
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        few = taken.convert("RGB").quantize(256, dither=Image.Dither.NONE)
        few.save(HERE / f"{name}.png", optimize=True)


def main(address: str) -> None:
    """Take every picture."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.set_default_timeout(PATIENCE_MS)
        for name in PICTURES:
            take(page, address, name)
        browser.close()


if __name__ == "__main__":
    main(*(sys.argv[1:] or [LOCAL]))
