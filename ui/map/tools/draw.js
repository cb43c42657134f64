// Drawing on the map: a ring around estates, estates picked one by one, a place for an entrance or a
// facility. Each tap of a ring sets a corner; it closes with a tap on the first corner, a double tap
// or Enter; Backspace takes a corner back, Esc puts the drawing away. What is drawn is said to the
// app as { kind, ring | estates | at }; what the app keeps comes back in `given` and is drawn again.
tools.draw = {
  show(seat, given) {
    if (!given) return drawLeave(seat);
    const own = (seat.draw ??= drawBegin(seat));
    own.words = given.words;
    own.placing = given.placing;
    if (own.stamp !== given.stamp) { // the app chose anew
      own.stamp = given.stamp;
      own.estates = new Set(given.estates);
      own.ring = given.ring;
    } else if (own.mode !== 'pick') {
      own.estates = new Set(given.estates);
      own.ring = given.ring;
    }
    drawBar(seat, given.modes);
    drawKept(seat, given);
    drawChosen(seat);
  },
  leave: (seat) => drawLeave(seat),
};

const drawnColour = '#c2410c', keptColour = '#0f766e';

function drawBegin(seat) {
  const { map } = seat, box = map.getContainer();
  const pane = map.getPane('drawn') || map.createPane('drawn');
  pane.style.zIndex = 445;
  pane.style.pointerEvents = 'none';
  const layer = () => L.layerGroup().addTo(map);
  const own = { mode: null, points: [], estates: new Set(), ring: null,
    renderer: L.svg({ pane: 'drawn', padding: 0.3 }), line: layer(), halo: layer(), kept: layer() };
  own.bar = L.DomUtil.create('div', 'live-map-draw', box);
  own.bar.setAttribute('role', 'toolbar');
  L.DomEvent.disableClickPropagation(own.bar);
  const handlers = {
    click: (event) => own.mode && drawTap(seat, event.latlng),
    dblclick: () => own.mode === 'polygon' && drawClose(seat),
    mousemove: (event) => own.mode === 'polygon' && drawLine(seat, event.latlng),
  };
  const pick = (event) => own.mode === 'pick' && drawToggle(seat, event.layer.feature.id);
  const keys = (event) => own.mode && drawKey(seat, event);
  map.on(handlers);
  seat.estates.layer.on('click', pick);
  box.addEventListener('keydown', keys, true);
  own.off = () => {
    map.off(handlers);
    seat.estates.layer.off('click', pick);
    box.removeEventListener('keydown', keys, true);
  };
  return own;
}

function drawLeave(seat) {
  const own = seat.draw;
  if (!own) return;
  drawMode(seat, null);
  own.off();
  own.bar.remove();
  for (const layer of [own.line, own.halo, own.kept]) layer.remove();
  seat.draw = null;
}

// The buttons: one a way of drawing, one to put away what is drawn, and what to do next.
function drawBar(seat, modes) {
  const { bar, words } = seat.draw;
  bar.setAttribute('aria-label', words.title);
  const button = (name, press, off) => {
    const made = text('button', '', words[name]);
    made.type = 'button';
    made.dataset.mode = name;
    made.disabled = Boolean(off);
    made.onclick = press;
    return made;
  };
  const ways = modes.map((mode) => {
    const made = button(mode, () => drawMode(seat, seat.draw.mode === mode ? null : mode));
    made.setAttribute('aria-pressed', seat.draw.mode === mode);
    return made;
  });
  const held = bar.contains(document.activeElement) && document.activeElement.dataset.mode;
  const told = text('span', '', drawTold(seat));
  told.setAttribute('role', 'status');
  bar.replaceChildren(...ways, button('cancel', () => drawClear(seat), drawEmpty(seat)), told);
  if (held) bar.querySelector(`[data-mode="${held}"]`)?.focus({ preventScroll: true });
}

function drawTold({ draw: { mode, points, estates, words } }) {
  if (mode === 'polygon' && points.length > 2) return words.hint_close;
  if (mode && !(mode === 'pick' && estates.size)) return words[`hint_${mode}`];
  return estates.size ? words.count.replace('{count}', estates.size) : '';
}

function drawMode(seat, mode) {
  const { draw: own, map } = seat, box = map.getContainer();
  if (mode && seat.measure) measureEnd(seat);
  if (mode && !own.mode) own.zoomed = map.doubleClickZoom.enabled();
  if (mode) map.doubleClickZoom.disable();
  else if (own.mode && own.zoomed) map.doubleClickZoom.enable();
  own.mode = mode;
  own.points = [];
  if (mode || seat.busy === 'draw') seat.busy = mode && 'draw';
  box.classList.toggle('drawing', Boolean(mode));
  own.line.clearLayers();
  if (mode) box.focus({ preventScroll: true });
  for (const one of own.bar.querySelectorAll('[aria-pressed]')) {
    one.setAttribute('aria-pressed', one.dataset.mode === mode);
  }
  drawStatus(seat);
}

function drawStatus(seat) {
  const { bar } = seat.draw;
  const told = bar.querySelector('span'), cancel = bar.querySelector('[data-mode="cancel"]');
  if (told) told.textContent = drawTold(seat);
  if (cancel) cancel.disabled = drawEmpty(seat);
}

function drawEmpty({ draw: { mode, estates, ring, placing } }) {
  return !mode && !placing && !estates.size && !ring?.length;
}

function drawTap(seat, at) {
  const { draw: own, map } = seat;
  if (seat.busy !== 'draw') return drawMode(seat, null); // another tool took over
  if (own.mode === 'pick') return;
  if (own.mode !== 'polygon') {
    const kind = own.mode;
    drawMode(seat, null);
    return seat.say('draw', { kind, at: [at.lng, at.lat] });
  }
  const near = (other, pixels) => other
    && map.latLngToLayerPoint(other).distanceTo(map.latLngToLayerPoint(at)) < pixels;
  if (own.points.length > 2 && near(own.points[0], 12)) return drawClose(seat);
  if (near(own.points.at(-1), 4)) return; // the second press of a double one
  own.points.push(at);
  drawLine(seat);
  drawStatus(seat);
}

function drawClose(seat) {
  const own = seat.draw;
  if (own.points.length < 3) return;
  const ring = own.points.map(({ lng, lat }) => [lng, lat]);
  drawMode(seat, null);
  own.ring = ring;
  own.estates = new Set();
  drawChosen(seat);
  seat.say('draw', { kind: 'polygon', ring });
}

function drawToggle(seat, id) {
  const own = seat.draw;
  if (!own.estates.delete(id)) own.estates.add(id);
  own.ring = null;
  drawChosen(seat);
  drawStatus(seat);
  seat.say('draw', { kind: 'pick', estates: [...own.estates] });
}

function drawClear(seat) {
  const own = seat.draw;
  const some = own.estates.size || own.ring?.length || own.placing;
  own.estates = new Set();
  own.ring = null;
  drawMode(seat, null);
  drawChosen(seat);
  if (some) seat.say('draw', { kind: 'clear' });
}

function drawKey(seat, event) {
  const own = seat.draw;
  if (event.key === 'Escape') drawMode(seat, null);
  else if (own.mode !== 'polygon' || event.target.closest('button')) return;
  else if (event.key === 'Enter') drawClose(seat);
  else if (event.key === 'Backspace') { own.points.pop(); drawLine(seat); drawStatus(seat); }
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// The corners so far, and a line to where the pointer is.
function drawLine(seat, next) {
  const { line, points, renderer } = seat.draw;
  const base = { renderer, pane: 'drawn', interactive: false, color: drawnColour };
  line.clearLayers();
  L.polyline(next ? [...points, next] : points, { ...base, weight: 2, dashArray: '5 4' }).addTo(line);
  points.forEach((at, place) => L.circleMarker(at, { ...base, radius: place ? 4 : 6, weight: 2,
    fillColor: place ? drawnColour : '#fff', fillOpacity: 1 }).addTo(line));
}

// What is chosen now: the ring and a halo around each estate.
function drawChosen(seat) {
  const { halo, ring, estates } = seat.draw;
  halo.clearLayers();
  if (ring?.length > 2) drawRing(seat, ring, halo);
  for (const id of estates) drawHalo(seat, id, halo, drawnColour);
}

// What is drafted: groups of estates with the ring they were drawn by, and points with a word each.
function drawKept(seat, { groups, spots }) {
  const { kept, renderer } = seat.draw;
  kept.clearLayers();
  for (const group of groups) {
    if (group.ring?.length > 2) drawRing(seat, group.ring, kept, keptColour);
    for (const id of group.estates) drawHalo(seat, id, kept, keptColour, '2 4');
  }
  for (const { at: [lng, lat], label } of spots) {
    const spot = L.circleMarker([lat, lng], { renderer, pane: 'drawn', interactive: false,
      radius: 7, color: '#fff', weight: 2, fillColor: drawnColour, fillOpacity: 1 }).addTo(kept);
    const said = text('span', '', label);
    spot.bindTooltip(said, { permanent: true, direction: 'right', offset: [8, 0] });
  }
}

function drawRing(seat, ring, layer, color = drawnColour) {
  const { renderer } = seat.draw;
  L.polygon(ring.map(([lng, lat]) => [lat, lng]), { renderer, pane: 'drawn', interactive: false,
    color, weight: 2, dashArray: '6 4', fillOpacity: 0.06 }).addTo(layer);
}

function drawHalo(seat, id, layer, color, dashArray) {
  const shape = seat.shapes[id];
  if (!shape?.geometry) return;
  const { renderer } = seat.draw;
  for (const line of [{ color: '#fff', weight: 4.5, opacity: 0.9 }, { color, weight: 2.2, dashArray }]) {
    const style = { renderer, pane: 'drawn', interactive: false, fill: false, ...line };
    L.geoJSON(shape, { style, pane: 'drawn', interactive: false,
      pointToLayer: (_, at) => L.circleMarker(at, { ...style, radius: 9 }) }).addTo(layer);
  }
}
