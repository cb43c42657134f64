// While a weight is dragged: every estate scored anew in the browser, its class and the legend.
// The formula is that of scoring/score.py; what the app says when the slider is let go decides.

tools.weights = (() => {
  // The address of the content, apart from the ticket that opens it.
  const named = (url) => url.split('?')[0];

  async function fetched(seat, own, url) {
    own.name = named(url);
    own.points = null;
    const answer = await fetch(url).catch(() => null);
    const bytes = answer?.ok ? await answer.arrayBuffer().catch(() => null) : null;
    if (own.name !== named(url)) return;
    if (!bytes) { own.name = ''; return; } // the next run asks again
    own.points = new Float64Array(bytes);
    follow(seat);
  }

  // Show the shares a hand is moving, as long as the app has not answered this move.
  function follow(seat) {
    const own = seat.weighed;
    if (!own) return;
    own.frame = null;
    const live = window.jiugaiWeights;
    if (!own.points || !live || live.turn <= own.given.turn) return;
    const { criteria, counted, classes } = own.given;
    const shares = criteria.map((key, place) => (counted[place] ? live.shares[key] || 0 : 0));
    if (!shares.some((share) => share > 0)) return; // the app says why
    const { places, legend } = classed(rescored(own.points, shares), classes);
    seat.estates.paint(places, legend);
    seat.data = { ...seat.data, codes: coded(places), legend };
    seat.painted = {}; // these colours are not the app's
    if (seat.year) yearPaint(seat);
    explain(seat.legend, seat.data);
  }

  // Σ w·x / Σ w over the criteria an estate has points for; NaN where it has none.
  // `points` come criterion by criterion, `shares` one a criterion.
  function rescored(points, shares) {
    const count = points.length / shares.length;
    const known = new Float64Array(count);
    const scores = new Float64Array(count);
    shares.forEach((share, criterion) => {
      if (!(share > 0)) return;
      for (let i = 0, at = criterion * count; i < count; i += 1, at += 1) {
        if (Number.isNaN(points[at])) continue;
        known[i] += share;
        scores[i] += points[at] * share;
      }
    });
    return scores.map((sum, i) => (known[i] > 0 ? sum / known[i] : NaN));
  }

  // The place of each score in the classes, and the classes that are told, with their counts.
  function classed(scores, classes) {
    const lows = classes.filter((item) => item.low !== null).map((item) => item.low);
    const unknown = classes.findIndex((item) => item.key === 'unknown');
    const counts = classes.map(() => 0);
    const places = Array.from(scores, (score) => {
      let place = Number.isNaN(score) ? unknown : 0;
      while (score >= lows[place + 1]) place += 1;
      counts[place] += 1;
      return place;
    });
    const told = classes.map((item, place) => ({ ...item, count: counts[place] }));
    return { places, legend: told.filter((item) => item.low !== null || item.count) };
  }

  function coded(places) {
    return new TextDecoder().decode(Uint8Array.from(places, (place) => 48 + place));
  }

  return {
    rescored,
    classed,
    show(seat, given) {
      if (!given) {
        this.leave(seat);
        return;
      }
      const own = (seat.weighed ??= {});
      own.given = given;
      if (own.name !== named(given.url)) fetched(seat, own, given.url);
      if (!own.hear) {
        own.hear = () => { own.frame ??= requestAnimationFrame(() => follow(seat)); };
        window.addEventListener('jiugai-weights', own.hear);
      }
      follow(seat);
    },
    leave(seat) {
      if (seat.weighed?.hear) window.removeEventListener('jiugai-weights', seat.weighed.hear);
      delete seat.weighed;
    },
  };
})();
