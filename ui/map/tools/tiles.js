// What lies under the estates: the study's own base map, the tiles of a map server where the
// server was set up with one, or nothing. The choice holds for all maps of this visit.
const tilesChosen = (window.jiugaiGround ??= { is: 'local' });

tools.tiles = {
  show(seat, given) {
    if (!given || !seat.map.base) return;
    seat.tilesGiven = given;
    const path = 'M10 3 2 7.5l8 4.5 8-4.5zM3.5 11 2 12l8 4.5 8-4.5-1.5-1';
    frameButton(seat, 'tiles', given.words.title, path, () => tilesOpen(seat));
    if (tilesChosen.is !== 'local') tilesTurn(seat, tilesChosen.is);
  },
  leave: (seat) => seat.tilesBox?.remove(),
};

function tilesOpen(seat) {
  if (seat.tilesBox) return tilesClose(seat);
  const { words, online, missing } = seat.tilesGiven;
  const box = (seat.tilesBox = L.DomUtil.create('fieldset', 'live-map-tiles', seat.bar));
  box.append(text('legend', '', words.title));
  for (const kind of ['local', ...(online ? ['online'] : []), 'none']) {
    const label = text('label', '', words[kind]), radio = document.createElement('input');
    Object.assign(radio, { type: 'radio', name: 'live-map-tiles', checked: tilesChosen.is === kind });
    radio.addEventListener('change', () => tilesTurn(seat, kind));
    label.prepend(radio);
    box.append(label);
  }
  for (const line of missing) box.append(text('small', '', line));
  box.addEventListener('keydown', (event) => event.key === 'Escape' && tilesClose(seat));
  box.querySelector('input:checked')?.focus();
}

function tilesClose(seat) {
  seat.tilesBox?.remove();
  seat.tilesBox = null;
  seat.bar.querySelector('[data-tool="tiles"]').focus();
}

function tilesTurn(seat, kind) {
  const { map } = seat, { online } = seat.tilesGiven;
  const wanted = kind === 'online' && !online ? 'local' : kind;
  tilesChosen.is = wanted;
  if (seat.tilesAre === wanted) return;
  seat.tilesAre = wanted;
  seat.online?.remove();
  seat.online = null;
  map.base.show(wanted === 'local');
  const credit = map.attributionControl.getContainer();
  seat.credit ??= credit.textContent;
  credit.textContent = seat.credit;
  if (wanted !== 'online') return;
  const options = { subdomains: online.hosts, maxNativeZoom: online.last, maxZoom: 20 };
  seat.online = L.layerGroup(online.urls.map((url) => L.tileLayer(url, options))).addTo(map);
  credit.textContent = [online.credit, seat.credit].filter(Boolean).join(' · ');
}
