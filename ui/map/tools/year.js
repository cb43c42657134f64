// The years of a plan as a slider over the map: all of it, up to a year, or one year alone. Every
// step is repainted here: the app hears of it only once the hand rests. `given`: { years, starts
// (one character an estate: "0" no year, "1" the first, …), at ("all", "2029" or "to2029"), words }.
tools.year = {
  show(seat, given) {
    if (!given) return tools.year.leave(seat);
    const made = JSON.stringify([given.years, given.words]);
    if (seat.year?.made !== made) {
      tools.year.leave(seat);
      seat.year = { made, box: yearBox(seat, given), drawn: '' };
    }
    seat.year.given = given;
    const moved = seat.year.told !== given.at && !seat.year.timer;
    if (moved) yearSet(seat, yearRead(given));
    else yearPaint(seat);
    if (!seat.year.timer) seat.year.told = given.at;
  },
  leave(seat) {
    if (!seat.year) return;
    clearTimeout(seat.year.timer);
    clearInterval(seat.year.playing);
    seat.year.box.remove();
    if (seat.estates) yearShow(seat, () => true);
    delete seat.year;
  },
};

const YEAR_REST_MS = 500, YEAR_STEP_MS = 1000, YEAR_ROOM_PX = 33;

function yearRead({ years, at }) {
  const place = years.map(String).indexOf(at.replace('to', '')) + 1;
  return { place, only: place > 0 && !at.startsWith('to') };
}

function yearText({ given, place, only }) {
  if (!place) return 'all';
  return (only ? '' : 'to') + given.years[place - 1];
}

function yearBox(seat, { years, words }) {
  const box = text('div', 'live-map-year', '');
  L.DomEvent.disableClickPropagation(box);
  const play = text('button', 'play', '▶');
  const range = document.createElement('input');
  const marks = text('div', 'marks', '');
  const only = document.createElement('input');
  const label = text('label', 'only', '');
  play.type = 'button';
  play.setAttribute('aria-label', words.play);
  play.title = words.play;
  Object.assign(range, { type: 'range', min: 0, max: years.length, step: 1 });
  range.setAttribute('aria-label', words.title);
  for (const mark of [words.all, ...years]) marks.append(text('span', '', String(mark)));
  only.type = 'checkbox';
  label.append(only, text('span', '', words.only));
  const track = text('div', 'track', '');
  track.append(range, marks);
  box.append(play, track, label);
  range.oninput = () => yearTurn(seat, { place: Number(range.value) });
  only.onchange = () => yearTurn(seat, { only: only.checked });
  play.onclick = () => yearPlay(seat);
  seat.map.getContainer().append(box);
  Object.assign(box, { range, only, play, marks });
  new ResizeObserver(() => yearMarks(seat)).observe(marks);
  return box;
}

// A person moved it: paint at once, maps that move together with this one too; tell the app when
// the hand rests.
function yearTurn(seat, turned) {
  const { place, only } = { ...seat.year, ...turned };
  yearSet(seat, { place, only });
  for (const other of seat.sync?.others || []) {
    if (other !== seat && other.year) yearSet(other, { place, only });
  }
  clearTimeout(seat.year.timer);
  seat.year.timer = setTimeout(() => {
    if (!seat.year || seat.year.playing) return;
    seat.year.timer = 0;
    seat.year.told = yearText(seat.year);
    seat.say('year', seat.year.told);
  }, YEAR_REST_MS);
}

function yearPlay(seat) {
  const { year } = seat;
  const stop = () => {
    clearInterval(year.playing);
    year.playing = 0;
    year.box.play.textContent = '▶';
    yearTurn(seat, {});
  };
  if (year.playing) return stop();
  year.box.play.textContent = '❚❚';
  const last = year.given.years.length;
  yearTurn(seat, { place: year.place >= last ? 1 : year.place + 1 });
  year.playing = setInterval(() => {
    if (year.place >= last) stop();
    else yearTurn(seat, { place: year.place + 1 });
  }, YEAR_STEP_MS);
}

function yearSet(seat, { place, only }) {
  const { year } = seat, { box } = year;
  Object.assign(year, { place, only });
  box.range.value = place;
  box.range.setAttribute('aria-valuetext', box.marks.children[place].textContent);
  box.only.checked = only;
  [...box.marks.children].forEach((mark, at) => {
    mark.classList.toggle('on', only || !place ? at === place : at > 0 && at <= place);
  });
  yearMarks(seat);
  yearPaint(seat);
}

// Where there is no room for every year: the one it stands at, both ends, and evenly between.
function yearMarks(seat) {
  if (!seat.year?.box) return;
  const { place, box: { marks } } = seat.year, last = marks.children.length - 1;
  const apart = Math.ceil(YEAR_ROOM_PX / (marks.clientWidth / last || YEAR_ROOM_PX));
  const even = [...marks.children].map((_, at) => at).filter((at) => (last - at) % apart === 0).reverse();
  const seen = [];
  for (const at of [place || 0, last, 0, ...even]) {
    if (seen.every((other) => Math.abs(other - at) >= apart)) seen.push(at);
  }
  [...marks.children].forEach((mark, at) => mark.classList.toggle('away', !seen.includes(at)));
}

function yearPaint(seat) {
  const { place, only, given } = seat.year;
  yearShow(seat, (at) => {
    const start = code(given.starts, at);
    return !place || (only ? start === place : start > 0 && start <= place);
  });
}

// Paint only what changes; the rest of the legend's work is counting anew.
function yearShow(seat, seen) {
  const { codes, legend } = seat.data, { year } = seat;
  const shapes = (seat.byPlace ??= yearShapes(seat)), looks = legend.map(yearStyle);
  const fresh = year.drawn !== seat.painted; // the map was just painted by its own colours
  const was = fresh ? null : year.hidden;
  const hidden = new Uint8Array(codes.length), counts = new Array(legend.length).fill(0);
  for (let at = 0; at < codes.length; at += 1) {
    const key = code(codes, at);
    hidden[at] = seen(at) ? 0 : 1;
    if (!hidden[at]) counts[key] += 1;
    if (hidden[at] !== (was ? was[at] : 0)) shapes[at]?.setStyle(hidden[at] ? YEAR_AWAY : looks[key]);
  }
  Object.assign(year, { hidden, drawn: seat.painted });
  const rows = seat.legend?.querySelectorAll('.live-map-row b') || [];
  counts.forEach((count, at) => rows[at] && (rows[at].textContent = marked(count)));
}

// Pale and without an outline: quick to draw, however many.
const YEAR_AWAY = { fillColor: '#b9b2a6', fillOpacity: 0.3, stroke: false };

function yearStyle(entry) {
  return { fillColor: entry.fill, fillOpacity: 0.88, stroke: true, color: entry.stroke, weight: 0.9,
    dashArray: entry.dash || null };
}

function yearShapes(seat) {
  const byId = new Map();
  seat.estates.layer.eachLayer((shape) => byId.set(shape.feature.id, shape));
  return seat.features.map(({ id }) => byId.get(id)); // an object would put ids of digits first
}
