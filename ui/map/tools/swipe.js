// Two plans on one map: what lies left of a line is drawn by the one, what lies right of it by the
// other. The line is dragged, or moved with the arrow keys. `given`: { codes, legend, title (of the
// plan on the left; the map's own colours are those of the right one), words }.
tools.swipe = {
  show(seat, given) {
    if (!given) return tools.swipe.leave(seat);
    const own = (seat.swipe ??= swipeBegin(seat));
    own.given = given;
    for (const side of ['left', 'right']) own[side].textContent = given.words[side];
    own.line.setAttribute('aria-label', given.words.line);
    swipePaint(seat);
    swipeHalo(seat);
    swipeTurn(seat, own.at);
  },
  leave(seat) {
    const own = seat.swipe;
    if (!own) return;
    seat.map.off(own.on);
    own.line.remove();
    for (const layer of [own.layer, own.halo, own.renderer]) layer.remove();
    seat.map.getPane('overlayPane').style.clipPath = '';
    delete seat.swipe;
  },
};

const SWIPE_STEP = 0.02, SWIPE_LEAP = 0.1;
const SWIPE_FAR = 1e5; // pixels: beyond any screen

function swipeBegin(seat) {
  const { map } = seat, features = seat.features, svg = features.length <= seat.data.svg_up_to;
  const pane = map.getPane('swipe') || map.createPane('swipe');
  pane.style.zIndex = 401; // the estates lie at 400
  const base = { pane: 'swipe', padding: 0.3 };
  const own = { at: 0.5, shapes: new Map(), halo: L.layerGroup().addTo(map) };
  const renderer = own.renderer = svg ? L.svg(base) : L.canvas(base);
  const options = { renderer, pane: 'swipe' };
  own.layer = svg ? L.geoJSON({ type: 'FeatureCollection', features }, {
    ...options, pointToLayer: (_, at) => L.circleMarker(at, { ...options, radius: 5 }),
  }) : Jiugai.many(features, options);
  own.layer.eachLayer((shape) => own.shapes.set(shape.feature.id, shape));
  own.layer.bindTooltip((shape) => Jiugai.said(swipeTip(seat, shape.feature)), { sticky: true });
  own.layer.on('click', (event) => seat.busy || seat.pick(event.layer.feature.id));
  own.layer.addTo(map);
  const clip = () => swipeClip(seat);
  own.on = { move: clip, zoomend: clip, viewreset: clip, resize: clip };
  map.on(own.on);
  swipeLine(seat, own);
  return own;
}

function swipeTip({ swipe: { given }, features }, { id, properties: { name, street } }) {
  const place = features.findIndex((feature) => feature.id === id);
  return [name, street, `${given.title}: ${given.legend[code(given.codes, place)].label}`];
}

function swipePaint(seat) {
  const { given, shapes, painted } = seat.swipe, rim = seat.map.base?.colours().rim || null;
  const wanted = given.codes + JSON.stringify(given.legend) + rim;
  if (painted === wanted) return;
  seat.swipe.painted = wanted;
  seat.features.forEach(({ id }, place) => {
    const { fill, stroke, dash } = given.legend[code(given.codes, place)];
    shapes.get(id)?.setStyle({ fillColor: fill, color: rim || stroke, dashArray: dash || null,
      weight: 0.9, opacity: 0.9, fillOpacity: 0.88 });
  });
}

// The estate that is chosen is marked on this side too.
function swipeHalo(seat) {
  const { halo } = seat.swipe, shape = seat.shapes[seat.data.selected];
  halo.clearLayers();
  if (!shape?.geometry) return;
  const style = { pane: 'swipe', fill: false, interactive: false };
  for (const line of [{ color: '#fff', weight: 7, opacity: 0.9 }, { color: '#10202f', weight: 3 }]) {
    L.geoJSON(shape, { style: { ...style, ...line }, ...style,
      pointToLayer: (_, at) => L.circleMarker(at, { ...style, ...line, radius: 8 }) }).addTo(halo);
  }
}

function swipeLine(seat, own) {
  const box = seat.map.getContainer(), line = text('div', 'live-map-swipe', '');
  own.left = text('span', 'left', '');
  own.right = text('span', 'right', '');
  line.append(own.left, text('i', '', ''), own.right);
  const said = { role: 'separator', tabindex: 0, 'aria-orientation': 'vertical', 'aria-valuemin': 0, 'aria-valuemax': 100 };
  for (const [name, value] of Object.entries(said)) line.setAttribute(name, value);
  L.DomEvent.disableClickPropagation(line);
  line.addEventListener('pointerdown', (event) => {
    line.setPointerCapture(event.pointerId);
    line.focus({ preventScroll: true });
    event.preventDefault();
  });
  line.addEventListener('pointermove', (event) => {
    if (!line.hasPointerCapture(event.pointerId)) return;
    const { left, width } = box.getBoundingClientRect();
    swipeTurn(seat, (event.clientX - left) / width);
  });
  line.addEventListener('keydown', (event) => swipeKey(seat, event));
  own.line = box.appendChild(line);
}

function swipeKey(seat, event) {
  const { at } = seat.swipe;
  const wanted = { ArrowLeft: at - SWIPE_STEP, ArrowRight: at + SWIPE_STEP, PageDown: at - SWIPE_LEAP,
    PageUp: at + SWIPE_LEAP, Home: 0, End: 1 }[event.key];
  if (wanted === undefined) return;
  event.preventDefault();
  event.stopPropagation(); // the map would move too
  swipeTurn(seat, wanted);
}

function swipeTurn(seat, wanted) {
  const { swipe: own } = seat;
  own.at = Math.min(1, Math.max(0, wanted));
  own.line.style.left = `${own.at * 100}%`;
  own.line.setAttribute('aria-valuenow', Math.round(own.at * 100));
  swipeClip(seat);
}

// Panes move with the map, the line does not: where it cuts them is worked out anew.
function swipeClip({ map, swipe: { at } }) {
  const cut = map.containerPointToLayerPoint([map.getSize().x * at, 0]).x;
  const between = (from, to) => `polygon(${from}px ${-SWIPE_FAR}px, ${to}px ${-SWIPE_FAR}px, `
    + `${to}px ${SWIPE_FAR}px, ${from}px ${SWIPE_FAR}px)`;
  map.getPane('swipe').style.clipPath = between(-SWIPE_FAR, cut);
  map.getPane('overlayPane').style.clipPath = between(cut, SWIPE_FAR);
}
