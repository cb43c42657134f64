// One press shows the whole of the town again.
tools.extent = {
  show(seat, given) {
    if (!given) return;
    frameButton(seat, 'extent', given.words.title,
      'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7 7h6v6H7z', () => Jiugai.fit(seat.map));
  },
};
