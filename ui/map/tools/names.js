// From zoom level 16 on the estates bear their names, as many as have room; the selected one first.
tools.names = {
  show(seat, given) {
    if (seat.names || !given) return;
    const pane = seat.map.getPane('names') || seat.map.createPane('names');
    pane.style.zIndex = 450;
    pane.style.pointerEvents = 'none';
    seat.names = L.layerGroup().addTo(seat.map);
    const draw = () => nameEstates(seat);
    seat.map.on('moveend zoomend', draw);
    draw();
  },
};

function nameEstates(seat) {
  const { map, names } = seat;
  names.clearLayers();
  if (map.getZoom() < 16) return;
  seat.places ??= Object.values(seat.shapes).filter((shape) => shape.geometry)
    .map((shape) => ({ id: shape.id, name: shape.properties.name || '',
      at: L.geoJSON(shape).getBounds().getCenter() }));
  const view = map.getBounds(), taken = [];
  const seen = seat.places.filter((place) => place.name && view.contains(place.at));
  seen.sort((a, b) => (b.id === seat.marked) - (a.id === seat.marked) || (a.id < b.id ? -1 : 1));
  for (const place of seen) {
    const { x, y } = map.latLngToContainerPoint(place.at);
    const half = Math.min(place.name.length * 6.5, 78) + 3;
    const free = taken.every((t) => Math.abs(t.x - x) > t.half + half || Math.abs(t.y - y) > 17);
    if (!free) continue;
    taken.push({ x, y, half });
    const face = document.createElement('span');
    face.className = 'live-map-name';
    face.textContent = place.name;
    const icon = L.divIcon({ html: face, className: '', iconSize: [0, 0] });
    names.addLayer(L.marker(place.at, { icon, pane: 'names', interactive: false, keyboard: false }));
  }
}
