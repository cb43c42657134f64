// The folium map of a study, mounted once: its page and outlines come by URL, and every run of the
// app sends one code an estate. layers/browser.js stands before this text and does the drawing.
// Names reach the page through textContent only. What else a map can do lies in tools/, a file each:
// `tools.name = { show(seat, given), leave(seat) }`. `show` is called on every run with what the app
// hands this tool (null: nothing, put it away); `seat.say(name, value)` tells the app something.

const views = (window.jiugaiViews ??= {}); // what a person looked at survives a visit elsewhere

const loaded = (window.jiugaiLoaded ??= {});
function load(tag, attribute, url) {
  return (loaded[url] ??= new Promise((done, failed) => {
    const element = document.createElement(tag);
    if (tag === 'link') element.rel = 'stylesheet';
    else element.async = false; // fetched side by side, run one after the other
    element.onload = done;
    element.onerror = () => { delete loaded[url]; failed(new Error(url)); };
    element[attribute] = url;
    document.head.appendChild(element);
  }));
}

function text(tag, className, content) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = content;
  return element;
}

// How many, as a person reads it: 2,767.
function marked(count) {
  return (count ?? '').toLocaleString('en');
}

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector('.live-map');
  let seat = host.seat;
  if (!seat || seat.lost || seat.url !== plain(data.url)) { // lost on the way: asked for again
    if (seat) leave(seat);
    seat = host.seat = { url: plain(data.url), host, ended: new AbortController() };
    const mine = seat;
    seat.ready = mount(host, seat, data).catch((error) => {
      mine.lost = true;
      if (host.seat === mine) host.replaceChildren(text('p', 'live-map-failed', data.words.failed));
      throw error;
    });
  }
  seat.pick = (id) => data.spots || setTriggerValue('picked', id);
  seat.say = (tool, value) => setTriggerValue('said', { tool, value });
  seat.spot = (at) => data.spots && setTriggerValue('spotted', [at.lng, at.lat]);
  seat.data = seat.answer = data;
  seat.recolour = (painting) => seat.map && recolour(seat, painting);
  seat.ready.then(() => seat === host.seat && seat.map && show(seat, seat.data));
  return () => {
    leave(host.seat || seat);
    delete host.seat;
  };
}

// An address without its ticket: what is behind it.
function plain(url) {
  return url.split('?')[0];
}

function leave(seat) {
  for (const tool of Object.values(tools)) tool.leave?.(seat);
  seat.left = true;
  seat.ended.abort(); // the box may live on with another map in it
  seat.map?.remove();
}

async function mount(host, seat, data) {
  const asked = fetch(data.url);
  await Promise.all([
    ...data.styles.map((url) => load('link', 'href', url)),
    ...data.scripts.map((url) => load('script', 'src', url)),
  ]);
  const { html, script, name, estates } = await (await asked).json();
  if (seat.left || !host.isConnected) return; // the reader turned to another page meanwhile
  const own = `${name}_${window.jiugaiMaps = (window.jiugaiMaps ?? 0) + 1}`; // one page, many maps
  host.innerHTML = html.replaceAll(name, own);
  seat.map = new Function(`${script.replaceAll(name, own)};return ${own};`)();
  host.map = seat.map;
  seat.features = estates.features; // in the order of the codes
  seat.shapes = Object.fromEntries(estates.features.map((feature) => [feature.id, feature]));
  seat.estates = Jiugai.estates(seat.map, estates, {
    svg: estates.features.length <= data.svg_up_to,
    pick: (id) => seat.busy || seat.pick(id), // a tool that takes clicks sets `busy`
    tip: (feature) => tip(seat, estates.features.indexOf(feature), feature),
  });
  seat.map.on('click', (event) => seat.busy || seat.spot(event.latlng));
  settle(seat, seat.url);
  ground(seat);
  seat.legend = panel(seat.map);
  const size = new ResizeObserver(() => host.seat === seat && sized(seat));
  size.observe(host);
  seat.ended.signal.addEventListener('abort', () => size.disconnect());
}

// On a narrow map the legend begins folded, so that it does not cover what it explains.
function sized(seat) {
  const { map, host, legend } = seat;
  if (!host.clientWidth || !host.clientHeight) return; // not on screen
  if (seat.moved) held(seat);
  else Jiugai.fit(map);
  if (legend.dataset.turned) return;
  const folded = legend.classList.toggle('folded', host.clientWidth < 400);
  legend.querySelector('button')?.setAttribute('aria-expanded', !folded);
}

// A new size leaves the middle of the map where it was, to the digit; a flight goes on.
function held({ map, flying }) {
  const centre = map.getCenter();
  map.invalidateSize({ pan: flying, animate: false });
  if (!flying) map.setView(centre, map.getZoom(), { animate: false });
}

function fly(seat, go) {
  seat.flying = true;
  seat.map.once('moveend', () => { seat.flying = false; });
  go();
}

// The base map is written beside the page: ask until it is there, then draw it. 204: not yet.
async function ground(seat) {
  if (!seat.map.base) return;
  follow(seat);
  for (let wait = 400; seat.data.base && !seat.left; wait = Math.min(wait * 1.4, 5000)) {
    const answer = await fetch(seat.data.base, { headers: { Range: 'bytes=0-6' } }).catch(() => null);
    if (seat.left || !answer || (answer.status !== 204 && !answer.ok)) return;
    if (answer.status !== 204) return seat.map.base.open(seat.data.base);
    await new Promise((go) => setTimeout(go, wait));
  }
}

// Dark pages have dark maps. The page's colours come as style variables; a transition tells of a
// change (live_map.css).
function follow(seat) {
  const turn = (paper = dark(seat.host) ? 'dark' : 'light') => {
    seat.map.base.paper(paper);
    seat.estates.rim(seat.map.base.colours().rim || null);
    if (seat.swipe) swipePaint(seat);
  };
  seat.turn = turn;
  const { signal } = seat.ended;
  seat.host.addEventListener('transitionend', (event) => event.target === seat.host && !seat.printing && turn(), { signal });
  turn();
}

function dark(host) {
  const [red, green, blue] = getComputedStyle(host).color.match(/[\d.]+/g).map(Number);
  return red * 0.3 + green * 0.6 + blue * 0.1 > 128; // light writing
}

function tip(seat, place, { properties: { name, street } }) {
  const entry = seat.data.legend[code(seat.data.codes, place)];
  return [name, street, `${seat.data.words.title}: ${entry.label}`];
}

function code(codes, place) {
  return codes.charCodeAt(place) - 48;
}

// Until somebody moves the map it shows all of the town, whatever size it comes to have.
function settle(seat, url) {
  const kept = views[url];
  if (kept) seat.map.setView(kept.centre, kept.zoom, { animate: false });
  seat.moved = Boolean(kept);
  for (const touch of ['pointerdown', 'wheel', 'keydown']) {
    seat.map.getContainer().addEventListener(touch, () => { seat.moved = true; }, { capture: true, passive: true });
  }
  seat.map.on('moveend', () => {
    if (seat.moved) views[url] = { centre: seat.map.getCenter(), zoom: seat.map.getZoom() };
  });
}

function panel(map) {
  const control = L.control({ position: 'bottomright' });
  control.onAdd = () => {
    const box = L.DomUtil.create('div', 'live-map-legend');
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  return control.addTo(map).getContainer();
}

function show(seat, data) {
  const painted = data.codes + JSON.stringify(data.legend);
  if (seat.painted !== painted) {
    const keys = Array.from(data.codes, (_, place) => code(data.codes, place));
    seat.estates.paint(keys, data.legend);
    seat.painted = painted;
  }
  lay(seat, data);
  explain(seat.legend, data);
  mark(seat, data.selected);
  seat.map.getContainer().classList.toggle('spotting', Boolean(data.spots));
  seat.map.doubleClickZoom[data.spots ? 'disable' : 'enable']();
  for (const [name, tool] of Object.entries(tools)) tool.show(seat, data.tools?.[name] ?? null);
}

// Other colours before the app answers with the same (ui/map/at_once.js).
function recolour(seat, { by, codes, legend, words }) {
  seat.data = { ...seat.data, by, codes, legend, words: { ...seat.data.words, ...words } };
  show(seat, seat.data);
}

function lay(seat, data) {
  const wanted = JSON.stringify(data.overlay || []);
  if (seat.laid === wanted) return;
  seat.laid = wanted;
  seat.over?.remove();
  seat.over = data.overlay?.length ? Jiugai.overlay(seat.map, data.overlay) : null;
  if (!data.around) return;
  if (seat.over && seat.around !== data.selected) {
    seat.moved = true;
    around(seat, data.overlay);
  }
  seat.around = seat.over ? data.selected : null;
}

// Show all that lies over the ground for the estate that was just chosen: its first layer is the
// widest.
function around(seat, [widest]) {
  const { map } = seat;
  const bounds = L.geoJSON(widest.data).getBounds();
  if (bounds.isValid() && onScreen(map)) {
    const beside = { paddingTopLeft: [24, 24], paddingBottomRight: [230, 24] }; // the legend
    fly(seat, () => map.flyToBounds(bounds, { ...beside, maxZoom: 16, duration: 0.5 }));
  }
}

function explain(box, { legend, keys, words }) {
  const title = text('button', 'live-map-title', words.title);
  title.append(text('small', '', words.unit));
  title.type = 'button';
  const told = () => title.setAttribute('aria-expanded', !box.classList.contains('folded'));
  title.onclick = () => { box.classList.toggle('folded'); box.dataset.turned = 1; told(); };
  told();
  box.replaceChildren(title, ...legend.map(entryRow));
  if (keys?.length) box.append(text('div', 'live-map-title', words.keys), ...keys.map(entryRow));
  if (words.note) box.append(text('div', 'live-map-note', words.note));
}

// One line of a legend: a swatch (a dot where it stands for points), its words, how many.
function entryRow(entry) {
  const row = text('div', 'live-map-row', '');
  const swatch = text('i', entry.shape || '', '');
  swatch.style.background = entry.fill;
  swatch.style.border = `1px ${entry.dash ? 'dashed' : 'solid'} ${entry.stroke}`;
  row.append(swatch, text('span', '', entry.label), text('b', '', marked(entry.count)));
  return row;
}

function mark(seat, id) {
  if (seat.marked === id) return;
  seat.marked = id;
  seat.halo?.remove();
  const shape = seat.shapes[id];
  if (!shape?.geometry) return;
  const style = { interactive: false, fill: false };
  const around = [{ color: '#fff', weight: 7, opacity: 0.9 }, { color: '#10202f', weight: 3 }];
  seat.halo = L.layerGroup(around.map((line) => L.geoJSON(shape, {
    style: { ...style, ...line },
    interactive: false,
    pointToLayer: (_, at) => L.circleMarker(at, { radius: 8 }),
  }))).addTo(seat.map);
  if (!seat.over || !seat.data.around) reach(seat, L.geoJSON(shape).getBounds());
}

function reach(seat, bounds) {
  const { map } = seat;
  if (!onScreen(map) || !bounds.isValid() || map.getBounds().contains(bounds)) return;
  seat.moved = true;
  fly(seat, () => map.flyTo(bounds.getCenter(), Math.max(map.getZoom(), 14), { duration: 0.5 }));
}

// A map without a size cannot fly: its way would be no number.
function onScreen(map) {
  map.invalidateSize(false);
  const size = map.getSize();
  return size.x > 0 && size.y > 0;
}
