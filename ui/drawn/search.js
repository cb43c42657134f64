// Finding an estate while typing: by name, street, number, or the sound of its name (hpl, hepingli).
// The index comes once by URL; what is found is shown as text, never as HTML.

const indexes = (window.jiugaiIndexes ??= {});
const MOST = 12;

// One that cannot be had now is asked for again at the next letter.
const indexOf = (url) => (indexes[url] ??= fetch(url).then((answer) => answer.json()).catch(() => {
  delete indexes[url];
  return [];
}));

// The better a row fits the smaller: the beginning of a name, then of its sound, then anywhere.
function fit([id, name, street, sound], words) {
  const low = name.toLowerCase();
  if (low.startsWith(words) || id.toLowerCase() === words) return 0;
  if (sound.startsWith(words) || sound.includes(` ${words}`)) return 1;
  if (low.includes(words)) return 2;
  if (id.toLowerCase().includes(words)) return 3;
  if (street.toLowerCase().includes(words)) return 4;
  return sound.includes(words) ? 5 : null;
}

function found(rows, typed) {
  const words = typed.trim().toLowerCase();
  if (!words) return rows.slice(0, MOST);
  const hits = [];
  rows.forEach((row, place) => {
    const at = fit(row, words);
    if (at !== null) hits.push([at, place]);
  });
  hits.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return hits.slice(0, MOST).map(([, place]) => rows[place]);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.search');
  const input = box.querySelector('input');
  const list = box.querySelector('[role=listbox]');
  const clear = box.querySelector('button');
  const now = (box.now ??= { rows: [], at: -1, shown: null }); // runs come and go, the list stays

  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    input.value = data.label;
  };
  const take = (row) => {
    if (row) setTriggerValue('picked', row[0]);
    input.blur();
  };
  const mark = (place) => {
    now.at = Math.max(0, Math.min(place, now.rows.length - 1));
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === now.at)));
    input.setAttribute('aria-activedescendant', now.rows.length ? `${list.id}-${now.at}` : '');
  };
  const show = async () => {
    const index = await indexOf(data.url);
    if (document.activeElement !== input) return;
    now.rows = found(index, input.value === data.label ? '' : input.value);
    list.replaceChildren(...now.rows.map((row, i) => option(row, `${list.id}-${i}`, () => take(row))));
    if (!now.rows.length) list.append(line('none', data.words.none));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(0);
  };

  list.id ||= `found-${Math.random().toString(36).slice(2)}`;
  input.placeholder = data.words.find;
  input.setAttribute('aria-label', data.words.find);
  input.setAttribute('aria-controls', list.id);
  clear.setAttribute('aria-label', data.words.clear);
  clear.title = data.words.clear;
  clear.hidden = !data.label;
  if (document.activeElement !== input) input.value = data.label;
  input.onfocus = () => { input.select(); now.shown = show(); };
  input.oninput = () => { now.shown = show(); };
  input.onblur = close;
  input.onkeydown = (event) => {
    if (event.isComposing) return; // Enter and arrows choose among the characters of an input method
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      mark(now.at + (event.key === 'ArrowDown' ? 1 : -1));
      event.preventDefault();
    } else if (event.key === 'Enter') {
      now.shown?.then(() => take(now.rows[now.at]));
      event.preventDefault();
    } else if (event.key === 'Escape') input.blur();
  };
  list.onmousedown = (event) => event.preventDefault(); // the list stays until a row is taken
  clear.onclick = () => setTriggerValue('cleared', true);
}

function option([id, name, street], key, take) {
  const item = line('option', name || id);
  item.id = key;
  item.setAttribute('role', 'option');
  const small = document.createElement('small');
  small.textContent = [street, id].filter(Boolean).join(' · ');
  item.append(small);
  item.onclick = take;
  return item;
}

function line(kind, words) {
  const made = document.createElement('div');
  made.className = kind;
  made.textContent = words;
  return made;
}
