// A sheet of A4 across: the map with its legend and scale, a heading that can be written, the date
// and whose data it is. The map itself is moved onto the sheet and back, so it prints as it is seen.
tools.print = {
  show(seat, given) {
    if (!given) return;
    seat.printGiven = given;
    frameButton(seat, 'print', given.words.title,
      'M6 7V3h8v4M6 14H3V7h14v7h-3M6 11h8v6H6z', () => printOpen(seat));
  },
  leave: (seat) => printClose(seat),
};

function printOpen(seat) {
  if (seat.printing) return;
  const { map } = seat, { words, date } = seat.printGiven, face = map.getContainer();
  const view = map.getBounds();
  const sheet = text('div', 'map-sheet', ''), bar = text('div', 'map-sheet-bar', '');
  const paper = text('div', 'map-sheet-paper', ''), frame = text('div', 'live-map', '');
  const heading = Object.assign(document.createElement('input'),
    { value: seat.data.words.title, className: 'map-sheet-heading' });
  heading.setAttribute('aria-label', words.heading);
  const foot = text('p', 'map-sheet-foot', `${words.date} ${date}`);
  seat.printing = { sheet, place: face.parentNode, view, keys: (event) => event.key === 'Escape' && printClose(seat) };
  bar.append(printButton(words.print, () => window.print()), printButton(words.close, () => printClose(seat)));
  frame.append(face);
  paper.append(heading, frame, foot);
  sheet.append(bar, paper);
  document.body.append(sheet);
  document.documentElement.classList.add('map-printing');
  document.addEventListener('keydown', seat.printing.keys);
  printSettle(seat);
  seat.turn?.('light');
  bar.firstChild.focus();
}

function printButton(label, press) {
  const button = text('button', '', label);
  button.type = 'button';
  button.addEventListener('click', press);
  return button;
}

function printClose(seat) {
  const { printing } = seat;
  if (!printing) return;
  seat.printing = null;
  document.removeEventListener('keydown', printing.keys);
  document.documentElement.classList.remove('map-printing');
  if (!seat.left) printing.place.append(seat.map.getContainer());
  printing.sheet.remove();
  if (seat.left) return;
  printSettle({ map: seat.map, printing });
  seat.turn?.();
  seat.bar.querySelector('[data-tool="print"]').focus();
}

function printSettle({ map, printing }) {
  map.invalidateSize(false);
  map.fitBounds(printing.view, { animate: false });
}
