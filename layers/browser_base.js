// The base map: vector tiles of the study's own layers (layers/base_map.py), drawn by
// protomaps-leaflet below the estates. Stands after layers/browser.js. Names are drawn on a canvas.
Jiugai.base = (function () {
  'use strict';

  const FONT = '"Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif';

  // Widths in pixels at zoom level 14; a level more makes a street half as wide again.
  const WIDTH = { path: 0.9, minor: 2, middle: 3.4, major: 4.6 };
  const at = (width) => (zoom) => Math.max(0.6, width * Math.pow(1.5, zoom - 14));
  const cased = (width) => (zoom) => at(width)(zoom) + (zoom < 14 ? 1.2 : 1.8);

  const is = (kind) => (zoom, feature) => feature.props.k === kind;
  const named = (kind) => (zoom, feature) => feature.props.k === kind
    && feature.props.name !== '' && zoom >= feature.props.z;

  function surface(kind, colours, minzoom, rim) {
    const look = { fill: colours[kind], ...(rim && { stroke: rim, width: 0.7 }) };
    return { dataLayer: 'base', filter: is(kind), minzoom,
      symbolizer: new protomapsL.PolygonSymbolizer(look) };
  }

  function line(kind, color, width, minzoom, dash) {
    const look = { color, width, lineJoin: 'round', lineCap: dash ? 'butt' : 'round' };
    if (dash) Object.assign(look, { dash, dashColor: color, dashWidth: width });
    return { dataLayer: 'base', filter: is(kind), minzoom,
      symbolizer: new protomapsL.LineSymbolizer(look) };
  }

  // Casings first, then the streets themselves, so that crossings are open.
  function paint(colours) {
    return [
      surface('green', colours), surface('water', colours),
      surface('building', colours, 14, colours.building_line),
      line('path', colours.path, at(WIDTH.path), 15),
      line('minor', colours.minor_casing, cased(WIDTH.minor), 14),
      line('middle', colours.middle_casing, cased(WIDTH.middle), 12),
      line('major', colours.major_casing, cased(WIDTH.major), 10),
      line('minor', colours.minor, at(WIDTH.minor), 13),
      line('middle', colours.middle, at(WIDTH.middle), 10),
      line('major', colours.major, at(WIDTH.major)),
      line('rail', colours.rail, (zoom) => (zoom < 14 ? 1.4 : 2.6)),
      line('rail', colours.paper, (zoom) => (zoom < 14 ? 0 : 1.4), 14, [7, 7]),
    ];
  }

  function text(size, fill, colours, weight) {
    return { labelProps: ['name'], fill, stroke: colours.halo, width: 2,
      font: `${weight || 400} ${size}px ${FONT}`, lineHeight: 1.2 };
  }

  function point(kind, look) {
    return { dataLayer: 'base', filter: named(kind),
      symbolizer: new protomapsL.CenteredTextSymbolizer(look) };
  }

  function along(kind, size, colours) {
    const look = { ...text(size, colours.street_name, colours), position: 2, repeatDistance: 420 };
    return { dataLayer: 'base', filter: named(kind),
      symbolizer: new protomapsL.LineLabelSymbolizer(look) };
  }

  function label(colours) {
    return [
      along('major', 12, colours), along('middle', 12, colours), along('minor', 11.5, colours),
      point('water_name', text(12, colours.water_name, colours)),
      point('green_name', text(11.5, colours.green_name, colours)),
    ];
  }

  // Names of areas stand above the estates, and only while the estates bear no names themselves.
  function areaNames(colours) {
    const rule = (kind, size, maxzoom) => ({ maxzoom,
      ...point(kind, { ...text(size, colours.area_name, colours, 600), letterSpacing: 3 }) });
    return [rule('area_district', 14, 12), rule('area_street', 12.5, 15),
      rule('area_community', 11.5, 16)];
  }

  // Twice as many dots as the screen has: sharp between whole zoom levels too.
  function layer(options, paintRules, labelRules) {
    return protomapsL.leafletLayer({
      noWrap: true, attribution: '', lang: 'zh', ...options, paintRules, labelRules,
      devicePixelRatio: Math.max(2, window.devicePixelRatio || 1),
    });
  }

  // Two layers of one file: the second one draws from the tiles the first one fetched.
  function layers(map, options, colours) {
    const below = layer(options, paint(colours), label(colours));
    const pane = map.getPane('places') || map.createPane('places');
    Object.assign(pane.style, { zIndex: 440, pointerEvents: 'none' });
    const above = layer({ ...options, pane: 'places' }, [], areaNames(colours));
    above.views = below.views;
    return Object.assign(L.layerGroup([below, above]), { below });
  }

  // `map.base`: open(url) draws the file, paper("light" | "dark") turns the colours, show(false)
  // puts it away. The quiet ground is seen until the first tiles are there.
  return function base(map, { colours, lastZoom }) {
    let paper = 'light', url = '', drawn = null, shown = true;
    function draw() {
      const old = drawn;
      map.getContainer().style.background = colours[paper].paper;
      map.quiet?.paper(colours[paper], paper === 'dark');
      drawn = url && shown ? layers(map, { url, maxDataZoom: lastZoom }, colours[paper]) : null;
      if (!drawn) { old?.remove(); map.quiet?.show(shown); return; }
      drawn.below.once('load', () => { old?.remove(); map.quiet?.show(false); });
      drawn.addTo(map);
    }
    map.base = {
      colours: () => colours[paper],
      open(address) { url = address; draw(); },
      paper(wanted) { if (wanted !== paper) { paper = wanted; draw(); } },
      show(wanted) { if (wanted !== shown) { shown = wanted; draw(); } },
      drawn: () => drawn,
    };
  };
})();
