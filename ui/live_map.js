// The folium map of a study, mounted once: its page and outlines come by URL, and every run of the
// app sends one code an estate. layers/browser.js stands before this text and does the drawing.
// Names reach the page through textContent only.

const views = (window.jiugaiViews ??= {}); // what a person looked at survives a visit elsewhere

const loaded = (window.jiugaiLoaded ??= {});
function load(tag, attribute, url) {
  return (loaded[url] ??= new Promise((done, failed) => {
    const element = document.createElement(tag);
    if (tag === 'link') element.rel = 'stylesheet';
    element.onload = done;
    element.onerror = () => failed(new Error(url));
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

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector('.live-map');
  let seat = host.seat;
  if (!seat || seat.url !== data.url) {
    seat?.map?.remove();
    seat = host.seat = { url: data.url };
    seat.ready = mount(host, seat, data).catch((error) => {
      host.replaceChildren(text('p', 'live-map-failed', data.words.failed));
      throw error;
    });
  }
  seat.pick = (id) => data.spots || setTriggerValue('picked', id);
  seat.spot = (at) => data.spots && setTriggerValue('spotted', [at.lng, at.lat]);
  seat.data = data;
  seat.ready.then(() => seat === host.seat && show(seat, seat.data));
  return () => {
    seat.map?.remove();
    delete host.seat;
  };
}

async function mount(host, seat, data) {
  const asked = fetch(data.url);
  await Promise.all(data.styles.map((url) => load('link', 'href', url)));
  for (const url of data.scripts) await load('script', 'src', url);
  const { html, script, name, estates } = await (await asked).json();
  host.innerHTML = html;
  seat.map = new Function(`${script};return ${name};`)();
  host.map = seat.map;
  seat.shapes = Object.fromEntries(estates.features.map((feature) => [feature.id, feature]));
  seat.estates = Jiugai.estates(seat.map, estates, {
    svg: estates.features.length <= data.svg_up_to,
    pick: (id) => seat.pick(id),
    tip: (feature) => tip(seat, estates.features.indexOf(feature), feature),
  });
  seat.map.on('click', (event) => seat.spot(event.latlng));
  settle(seat, data.url);
  seat.legend = panel(seat.map);
  new ResizeObserver(() => host.seat === seat && seat.map.invalidateSize()).observe(host);
}

function tip(seat, place, { properties: { name, street } }) {
  const entry = seat.data.legend[code(seat.data.codes, place)];
  return [name, street, `${seat.data.words.title}: ${entry.label}`];
}

function code(codes, place) {
  return codes.charCodeAt(place) - 48;
}

function settle(seat, url) {
  const kept = views[url];
  if (kept) seat.map.setView(kept.centre, kept.zoom, { animate: false });
  seat.map.on('moveend', () => {
    views[url] = { centre: seat.map.getCenter(), zoom: seat.map.getZoom() };
  });
}

function panel(map) {
  const control = L.control({ position: 'bottomright' });
  control.onAdd = () => {
    const box = L.DomUtil.create('div', 'live-map-legend');
    L.DomEvent.disableClickPropagation(box);
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
}

function lay(seat, data) {
  const wanted = JSON.stringify(data.overlay || []);
  if (seat.laid === wanted) return;
  seat.laid = wanted;
  seat.over?.remove();
  seat.over = data.overlay?.length ? Jiugai.overlay(seat.map, data.overlay) : null;
  if (!data.around) return;
  if (seat.over && seat.around !== data.selected) around(seat.map, data.overlay);
  seat.around = seat.over ? data.selected : null;
}

// Show all that lies over the ground for the estate that was just chosen: its first layer is the
// widest.
function around(map, [widest]) {
  const bounds = L.geoJSON(widest.data).getBounds();
  if (bounds.isValid()) {
    const beside = { paddingTopLeft: [24, 24], paddingBottomRight: [230, 24] }; // the legend
    map.flyToBounds(bounds, { ...beside, maxZoom: 16, duration: 0.5 });
  }
}

function explain(box, { legend, keys, words }) {
  const title = text('div', 'live-map-title', words.title);
  title.append(text('small', '', words.unit));
  title.onclick = () => box.classList.toggle('folded'); // what lies below can be looked at
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
  row.append(swatch, text('span', '', entry.label), text('b', '', String(entry.count ?? '')));
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
  if (!seat.over || !seat.data.around) reach(seat.map, L.geoJSON(shape).getBounds());
}

function reach(map, bounds) {
  if (map.getBounds().contains(bounds)) return;
  map.flyTo(bounds.getCenter(), Math.max(map.getZoom(), 14), { duration: 0.5 });
}
