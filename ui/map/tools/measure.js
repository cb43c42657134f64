// Measuring: click after click along a way; from the third point on also the area within. A double
// click or Enter twice ends it, Esc puts it away, Backspace takes a point back. With the keyboard:
// arrows move the map below the cross, Enter sets a point there.
tools.measure = {
  show(seat, given) {
    if (!given) return measureEnd(seat);
    seat.measureWords = given.words;
    const path = 'M2 13 13 2l5 5L7 18zM5.5 9.5l2 2M8.5 6.5l3 3M11.5 3.5l2 2';
    seat.measureButton = frameButton(seat, 'measure', given.words.title, path,
      () => (seat.measure ? measureEnd(seat) : measureStart(seat)));
  },
  leave: (seat) => measureEnd(seat),
};

function measureStart(seat) {
  const { map } = seat, box = map.getContainer();
  seat.busy = 'measure';
  const drawn = L.layerGroup().addTo(map);
  const made = (seat.measure = { points: [], ended: false, drawn, zoomed: map.doubleClickZoom.enabled() });
  map.doubleClickZoom.disable();
  box.classList.add('measuring');
  seat.measureButton?.setAttribute('aria-pressed', 'true');
  made.said = L.DomUtil.create('div', 'live-map-measured', box);
  made.said.setAttribute('role', 'status');
  const handlers = {
    click: (event) => measureAdd(seat, event.latlng),
    dblclick: () => measureStop(seat),
    mousemove: (event) => made.ended || measureDraw(seat, event.latlng),
  };
  const keys = (event) => measureKey(seat, event);
  map.on(handlers);
  box.addEventListener('keydown', keys, true);
  made.off = () => { map.off(handlers); box.removeEventListener('keydown', keys, true); };
  box.focus({ preventScroll: true });
  measureDraw(seat);
}

function measureKey(seat, event) {
  const { points } = seat.measure;
  if (event.key === 'Escape') measureEnd(seat);
  else if (event.target.closest('button')) return;
  else if (event.key === 'Enter') measureAdd(seat, seat.map.getCenter());
  else if (event.key === 'Backspace') { points.pop(); measureDraw(seat); }
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function measureAdd(seat, at) {
  const made = seat.measure;
  if (made.ended) Object.assign(made, { points: [], ended: false }); // begins anew
  const last = made.points.at(-1);
  if (last && seat.map.latLngToLayerPoint(last).distanceTo(seat.map.latLngToLayerPoint(at)) < 3) {
    return measureStop(seat); // the second press on one place
  }
  made.points.push(at);
  measureDraw(seat);
}

function measureStop(seat) {
  seat.measure.ended = seat.measure.points.length > 1;
  measureDraw(seat);
}

function measureEnd(seat) {
  const made = seat.measure;
  if (!made) return;
  made.off();
  made.drawn.remove();
  made.said.remove();
  if (made.zoomed) seat.map.doubleClickZoom.enable();
  seat.map.getContainer().classList.remove('measuring');
  seat.measureButton?.setAttribute('aria-pressed', 'false');
  seat.measure = seat.busy = null;
}

function measureDraw(seat, next) {
  const { drawn, points, said } = seat.measure, words = seat.measureWords;
  const line = next ? [...points, next] : points;
  drawn.clearLayers();
  const look = { interactive: false, renderer: (seat.measure.pen ??= L.svg({ padding: 0.3 })) };
  if (line.length > 2) {
    drawn.addLayer(L.polygon(line, { ...look, stroke: false, fillColor: '#1f5f99', fillOpacity: 0.14 }));
  }
  for (const [color, weight] of [['#fff', 5], ['#1f5f99', 2.4]]) {
    drawn.addLayer(L.polyline(line, { ...look, color, weight }));
  }
  points.forEach((at) => drawn.addLayer(L.circleMarker(at, { ...look, radius: 4, color: '#1f5f99',
    weight: 2, fillColor: '#fff', fillOpacity: 1 })));
  const told = [];
  if (line.length > 1) told.push(`${words.distance} ${measuredLength(seat.map, line, words)}`);
  if (line.length > 2) told.push(`${words.area} ${measuredArea(line, words)}`);
  said.textContent = told.join('　') || words.hint;
  if (told.length) said.append(Object.assign(document.createElement('small'), { textContent: words.end }));
}

function measuredLength(map, line, words) {
  let sum = 0;
  for (let i = 1; i < line.length; i += 1) sum += map.distance(line[i - 1], line[i]);
  return sum < 1000 ? `${Math.round(sum)} ${words.metres}` : `${(sum / 1000).toFixed(2)} ${words.kilometres}`;
}

// The area within a ring on the sphere, R² |Σ Δλ (2 + sin φ₁ + sin φ₂)| / 2 (Chamberlain and
// Duquette 2007, "Some algorithms for polygons on a sphere").
function ringArea(line) {
  const rad = Math.PI / 180, radius = 6371000; // as Leaflet measures distances
  let sum = 0;
  line.forEach((a, i) => {
    const b = line[(i + 1) % line.length];
    sum += (b.lng - a.lng) * rad * (2 + Math.sin(a.lat * rad) + Math.sin(b.lat * rad));
  });
  return Math.abs(sum) * radius * radius / 2;
}

function measuredArea(line, words) {
  const hectares = ringArea(line) / 10000;
  return hectares < 100 ? `${hectares.toFixed(2)} ${words.hectares}` : `${(hectares / 100).toFixed(2)} ${words.km2}`;
}
