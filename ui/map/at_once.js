// A press on a button above the map paints at once what the app will answer (ui/map/at_once.py).

export default function ({ data, parentElement }) {
  const host = parentElement.querySelector('.map-at-once');
  host.given = data;
  if (!host.hear) listen(host);
  return () => { // of what every run returns Streamlit calls the last, once, at the end
    document.removeEventListener('click', host.hear, true);
    delete host.hear;
  };
}

function listen(host) {
  host.hear = (event) => {
    const layer = pressed(event, host.given);
    const seat = document.querySelector('.live-map')?.seat;
    if (layer && seat?.recolour && host.isConnected) seat.recolour(layer);
  };
  document.addEventListener('click', host.hear, true);
}

// The layer of the button an event is about; null while colours of newer weights are on their way.
function pressed(event, { buttons, layers, turn }) {
  if ((window.jiugaiWeights?.turn ?? 0) > turn) return null;
  const row = event.target.closest?.(`.st-key-${buttons}`);
  const button = event.target.closest?.('[role="radio"]');
  if (!row || !button) return null;
  return layers[[...row.querySelectorAll('[role="radio"]')].indexOf(button)] ?? null;
}
