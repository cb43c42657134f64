"""Whether the map of a page is the very same one as before, looking at the same place."""

# The map looks elsewhere than at first, and is remembered by the page itself.
MARK = """() => {
  const host = document.querySelector('.live-map');
  host.map.setZoom(host.map.getZoom() + 0.5, { animate: false });
  Object.assign(window, { markedHost: host, markedMap: host.map, markedZoom: host.map.getZoom() });
  window.others = 0;
  new MutationObserver(() => {
    const now = document.querySelector('.live-map');
    if (now !== window.markedHost || now.map !== window.markedMap) window.others += 1;
  }).observe(document.body, { childList: true, subtree: true });
}"""
SAME = """() => window.others === 0
  && document.querySelector('.live-map').map === window.markedMap
  && window.markedMap.getZoom() === window.markedZoom"""
