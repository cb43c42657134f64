// Maps of one group move together, and where the pointer is on one shows on the others.
// `given`: { group, legend (true: keep the legend open however narrow the map is) }.
const syncGroups = (window.jiugaiSync ??= {});

tools.sync = {
  show(seat, given) {
    if (seat.sync?.group === given?.group) return;
    tools.sync.leave(seat);
    if (!given) return;
    const others = (syncGroups[given.group] ??= new Set());
    const first = others.values().next().value;
    const on = {
      move: () => syncMove(seat, others, false),
      moveend: () => syncMove(seat, others, true),
      mousemove: (event) => syncPoint(seat, others, event.latlng),
      mouseout: () => syncPoint(seat, others, null),
    };
    seat.sync = { group: given.group, others, on };
    if (first) syncTurn(seat, first.map.getCenter(), first.map.getZoom());
    others.add(seat);
    seat.map.on(on);
    if (given.legend && seat.legend) {
      seat.legend.classList.remove('folded');
      seat.legend.dataset.turned = 1;
    }
  },
  leave(seat) {
    if (!seat.sync) return;
    seat.sync.others.delete(seat);
    seat.map?.off(seat.sync.on);
    seat.sync.point?.remove();
    delete seat.sync;
  },
};

// While a map is dragged the others follow; another zoom is taken when it has come to rest.
function syncMove(seat, others, rested) {
  if (seat.led) return;
  const centre = seat.map.getCenter(), zoom = seat.map.getZoom();
  for (const other of others) {
    if (other === seat || (!rested && other.map.getZoom() !== zoom)) continue;
    syncTurn(other, centre, zoom);
  }
}

function syncTurn(seat, centre, zoom) {
  seat.led = true;
  seat.map.setView(centre, zoom, { animate: false });
  seat.led = false;
}

function syncPoint(seat, others, at) {
  for (const other of others) {
    if (other === seat || !other.sync) continue;
    const point = (other.sync.point ??= other.map.getContainer().appendChild(text('div', 'sync-point', '')));
    point.hidden = !at;
    if (!at) continue;
    const { x, y } = other.map.latLngToContainerPoint(at);
    point.style.transform = `translate(${x}px, ${y}px)`;
  }
}
