"""Waiting until the app has done what it was asked: its page hears, answers and draws no more."""

from playwright.sync_api import BrowserContext, Page

QUIET_MS = 300  # longer than any pause a widget or a slider makes before it tells the app
CALM = 12  # looks in the page's idle moments: where all is slow the quiet lasts longer
LOST_MS = 5_000  # what has no answer by then gets none

# Before any script of a page: when it last told the app something, heard from it, or was drawn.
_WATCH = """(() => {
  const traffic = window.traffic = { told: 0, heard: 0, drawn: 0 };
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', () => { traffic.heard = performance.now(); });
    }
    send(words) {
      traffic.told = performance.now();
      super.send(words);
    }
  };
  new MutationObserver(() => { traffic.drawn = performance.now(); })
    .observe(document, { childList: true, subtree: true });
})()"""

# What stands in for a part whose script is still loading, and a map on its way.
_UNFINISHED = '[data-testid="stSkeleton"], .leaflet-zoom-anim, .leaflet-pan-anim'

# The timers of a page run in their order: what a widget put off is told before this ends. A page
# that never rests of itself (a search is followed) is let go of between two of its answers.
_RESTS = """([unfinished, quiet, calm, lost, patience]) => new Promise((done, fail) => {
  const began = performance.now();
  let looks = 0, seen = 0;
  const look = () => {
    const now = performance.now(), { told, heard, drawn } = window.traffic;
    const app = document.querySelector('[data-testid="stApp"]');
    const restless = now - began > 2 * lost, still = now - Math.max(began, told, heard);
    const answered = heard >= told || now - told > lost;
    const whole = restless || !document.querySelector(unfinished);
    const stands = app?.dataset.testScriptState === 'notRunning' && answered && whole;
    looks = stands && seen === Math.max(told, heard, drawn) ? looks + 1 : 0;
    seen = Math.max(told, heard, drawn);
    if (stands && (restless || (looks >= calm && still > quiet))) return done();
    if (now - began > patience) return fail(new Error('the app never rests'));
    setTimeout(() => requestIdleCallback(look, { timeout: 200 }), 20);
  };
  look();
})"""


def watched(context: BrowserContext) -> BrowserContext:
    """Let every page of a reader tell when it rests."""
    context.add_init_script(_WATCH)
    return context


def rest(page: Page, patience_ms: int) -> None:
    """Wait until the app stands still and has answered the page, and the page is drawn."""
    page.evaluate(_RESTS, [_UNFINISHED, QUIET_MS, CALM, LOST_MS, patience_ms])
