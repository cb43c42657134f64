// Sliders whose shares always come to 100 %. While one is dragged the page is told by an event
// (`jiugai-weights`: what a map shows follows); what is let go of is told to the app.
// A move has a turn: what the app says about an older turn does not push a slider back.

const PARTS = 1000; // a share is a whole number of thousandths: what is shown is what is saved
const SETTLES_MS = 120; // keys pressed one after the other are one move

function made(tag, className, content = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = content;
  return element;
}

export default function ({ data, parentElement, setStateValue }) {
  const host = parentElement.querySelector('.weight-sliders');
  const desk = (host.desk ??= { inputs: new Map(), turn: 0, reader: null });
  if (desk.reader !== data.reader) Object.assign(desk, { reader: data.reader, turn: data.turn });
  if (window.jiugaiWeights?.reader !== data.reader) window.jiugaiWeights = null; // another study's
  // A state, no trigger: a run that is cut short for a newer one would lose what was told once only.
  desk.tell = (at, back) => setStateValue('moved', { at, back, turn: desk.turn, reader: desk.reader });
  const drawn = JSON.stringify([data.sides.map(named), data.words]);
  if (desk.drawn !== drawn) draw(host, desk, data);
  desk.drawn = drawn;
  desk.data = data;
  if (desk.held || data.turn < desk.turn) return;
  for (const row of rows(data)) desk.inputs.get(row.key).value = row.at;
  told(desk);
}

function named({ name, rows: found }) {
  return [name, found.map((row) => [row.key, row.name])];
}

function rows(data) {
  return data.sides.flatMap((side) => side.rows);
}

function draw(host, desk, data) {
  desk.inputs = new Map();
  desk.shown = new Map();
  desk.reset = made('button', '', data.words.reset);
  desk.reset.title = data.words.reset_help;
  desk.reset.onclick = () => {
    for (const row of rows(desk.data)) desk.inputs.get(row.key).value = row.start;
    moved(desk);
    commit(desk, true);
  };
  const sides = data.sides.filter((side) => side.rows.length).map((side) => group(desk, side));
  host.replaceChildren(...sides);
  host.querySelector('.weight-side')?.append(desk.reset);
}

function group(desk, { side, name, rows: found }) {
  const box = made('section', side);
  const head = made('div', 'weight-side', name);
  const sum = head.appendChild(made('b', ''));
  desk.shown.set(side, sum);
  box.append(head, ...found.map((row) => line(desk, row)));
  return box;
}

function line(desk, { key, name }) {
  const row = made('label', 'weight-row');
  const words = made('span', '', name);
  words.title = name;
  const input = document.createElement('input');
  Object.assign(input, { type: 'range', min: 0, max: 100, step: 1 });
  input.setAttribute('aria-label', name);
  input.dataset.criterion = key;
  input.oninput = () => { desk.held ||= 'keys'; moved(desk); };
  input.onpointerdown = () => {
    desk.held = 'pointer';
    const over = new AbortController(), { signal } = over;
    const done = () => {
      over.abort(); // one end of the two: the other is heard no more
      requestAnimationFrame(() => untouched(desk)); // after the change, if any
    };
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, done, { signal });
  };
  input.onchange = () => (desk.held === 'pointer' ? commit(desk) : settle(desk));
  const share = made('output', '');
  desk.inputs.set(key, input);
  desk.shown.set(key, share);
  row.append(words, input, share);
  return row;
}

// A press that in the end moved nothing is no move: let go without a word.
function untouched(desk) {
  if (desk.held !== 'pointer') return;
  desk.held = null;
  window.jiugaiWeights = null;
}

function settle(desk) {
  clearTimeout(desk.settling);
  desk.settling = setTimeout(() => commit(desk), SETTLES_MS);
}

function commit(desk, back = false) {
  clearTimeout(desk.settling);
  desk.held = null;
  desk.turn += 1;
  desk.tell(places(desk), back);
}

function places(desk) {
  return Object.fromEntries([...desk.inputs].map(([key, input]) => [key, Number(input.value)]));
}

// As ui.session.state.chosen_shares: the study's own until a slider moves, then in proportion,
// in whole thousandths; what is left over goes to the largest remainders.
function shares(at, data) {
  const found = rows(data);
  if (found.every((row) => at[row.key] === row.start)) return data.own;
  const total = found.reduce((sum, row) => sum + at[row.key], 0);
  if (!total) return Object.fromEntries(found.map(({ key }) => [key, 0]));
  const parts = found.map(({ key }) => ({
    key, whole: Math.floor((PARTS * at[key]) / total), rest: (PARTS * at[key]) % total,
  }));
  const left = PARTS - parts.reduce((sum, { whole }) => sum + whole, 0);
  const first = (a, b) => b.rest - a.rest || (a.key < b.key ? -1 : 1);
  for (const part of [...parts].sort(first).slice(0, left)) part.whole += 1;
  return Object.fromEntries(parts.map(({ key, whole }) => [key, whole / PARTS]));
}

function moved(desk) {
  const detail = { shares: told(desk), turn: desk.turn + 1, reader: desk.reader };
  window.jiugaiWeights = detail;
  window.dispatchEvent(new CustomEvent('jiugai-weights', { detail }));
}

// Write what the sliders come to beside them; return the shares.
function told(desk) {
  const at = places(desk);
  const found = shares(at, desk.data);
  for (const [key, input] of desk.inputs) {
    input.style.setProperty('--at', `${at[key]}%`);
    input.setAttribute('aria-valuetext', percent(found[key]));
    desk.shown.get(key).textContent = percent(found[key]);
  }
  for (const side of desk.data.sides) {
    const sum = side.rows.reduce((whole, { key }) => whole + found[key], 0);
    if (desk.shown.has(side.side)) desk.shown.get(side.side).textContent = percent(sum);
  }
  desk.reset.hidden = !desk.data.back && rows(desk.data).every((row) => at[row.key] === row.start);
  return found;
}

function percent(share) {
  return `${(share * 100).toFixed(1)}%`;
}
