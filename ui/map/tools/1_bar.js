// The buttons of a map's frame, below the zoom buttons: one bar a map, a button a tool.
function frameButton(seat, name, title, picture, press) {
  const known = seat.bar?.querySelector(`[data-tool="${name}"]`);
  const button = known || document.createElement('button');
  if (!known) {
    frameBar(seat).append(button);
    button.type = 'button';
    button.dataset.tool = name;
    button.append(frameIcon(picture));
    button.addEventListener('click', press);
  }
  button.title = title;
  button.setAttribute('aria-label', title);
  return button;
}

function frameBar(seat) {
  if (seat.bar) return seat.bar;
  const control = L.control({ position: 'topleft' });
  control.onAdd = () => {
    const box = L.DomUtil.create('div', 'leaflet-bar live-map-bar');
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  return (seat.bar = control.addTo(seat.map).getContainer());
}

// A picture of lines on a square of 20.
function frameIcon(path) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const line = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
