// What draws in the browser, for the app and the briefing alike. Needs Leaflet, nothing else.
// Names reach the page as text (textContent) only: a name that looks like HTML stays a name.
window.Jiugai = (function () {
  'use strict';

  // [x, y, dx, dy, …] in 1/perDegree degree → [[lat, lng], …]
  function unroll(steps, perDegree) {
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      points.push([y / perDegree, x / perDegree]);
    }
    return points;
  }

  function pane(map, name, z) {
    const made = map.getPane(name) || map.createPane(name);
    made.style.zIndex = z;
    made.style.pointerEvents = 'none';
    return name;
  }

  // SVG is sharp on paper and drawn at once; a canvas is quicker when there are thousands.
  function drawer(svg, paneName) {
    return (svg ? L.svg : L.canvas)({ pane: paneName, padding: 0.3 });
  }

  // Show the whole of `corners`; called without them, show what was first shown. A map that is
  // not on screen yet has no size: it is centred, and fitted by the first call that finds one.
  function fit(map, corners) {
    map.home = corners || map.home;
    map.invalidateSize(false);
    const size = map.getSize(), box = L.latLngBounds(map.home);
    if (size.x && size.y) map.fitBounds(box, { animate: false, padding: [12, 12] });
    else map.setView(box.getCenter(), 12, { animate: false });
  }

  // The quiet ground: water, green, streets by rank, rail. Paths appear when there is room.
  function ground(map, data) {
    map.getContainer().style.background = data.colours.paper;
    const all = (kind) => (data.lines[kind] || []).map((line) => unroll(line, data.perDegree));
    const renderer = drawer(data.svg, pane(map, 'ground', 210));
    const base = { renderer, pane: 'ground', interactive: false, lineJoin: 'round' };
    const area = (kind) => L.polygon(all(kind).map((ring) => [ring]),
      { ...base, stroke: false, fillColor: data.colours[kind], fillOpacity: 1, fillRule: 'nonzero' });
    const line = (kind, weight, dash) => L.polyline(all(kind),
      { ...base, color: data.colours[kind], weight, dashArray: dash });
    const near = [[14.5, line('path', 0.8)], [12.5, line('minor', 1.2)]];
    const drawn = { green: area('green'), water: area('water'), middle: line('middle', 1.8),
      major: line('major', 2.8), rail: line('rail', 1.6, '7 4') };
    Object.values(drawn).forEach((layer) => layer.addTo(map));
    let shown = true;
    const show = () => near.forEach(([zoom, layer]) => {
      if (!shown || map.getZoom() < zoom) map.removeLayer(layer);
      else if (!map.hasLayer(layer)) { layer.addTo(map); layer.bringToBack(); }
    });
    map.on('zoomend', show);
    map.whenReady(show);
    // A base map takes its place (layers/browser_base.js); on dark paper it wears its colours.
    const own = { path: near[0][1], minor: near[1][1], ...drawn };
    map.quiet = {
      show(wanted) {
        shown = wanted;
        Object.values(drawn).forEach((layer) => layer[wanted ? 'addTo' : 'removeFrom'](map));
        show();
      },
      paper(colours, dark) {
        for (const [kind, layer] of Object.entries(own)) {
          const colour = (dark ? colours : data.colours)[kind];
          layer.setStyle({ color: colour, fillColor: colour });
        }
      },
    };
  }

  // Borders and names of the districts or streets, above the ground and below the estates.
  function areas(map, collection, colour) {
    const renderer = drawer(true, pane(map, 'areas', 220));
    return L.geoJSON(collection, { renderer, pane: 'areas', interactive: false,
      style: { color: colour, weight: 1, opacity: 0.75, dashArray: '5 4', fill: false } }).addTo(map);
  }

  // Estates by class. `keys` is one class index an estate, in the order of the features.
  function estates(map, collection, options) {
    const byId = new Map(), order = [];
    let rim = null, painted = null;
    const style = (item) => ({ fillColor: item.fill, color: rim || item.stroke, weight: 0.9,
      dashArray: item.dash || null, opacity: 0.9, fillOpacity: 0.88 });
    const renderer = drawer(options.svg, 'overlayPane');
    const layer = options.svg ? L.geoJSON(collection, {
      renderer,
      pointToLayer: (feature, at) => L.circleMarker(at, { radius: 5 }),
    }) : Jiugai.many(collection.features, { renderer });
    layer.eachLayer((shape) => byId.set(shape.feature.id, shape));
    collection.features.forEach((feature) => order.push(byId.get(feature.id)));
    const lines = options.tip || ((feature) => feature.properties.tip || []);
    layer.bindTooltip((shape) => said(lines(shape.feature)), { sticky: true });
    if (options.pick) layer.on('click', (event) => options.pick(event.layer.feature.id));
    let chosen = null;
    const shown = []; // what each estate looks like: only a change of it is drawn
    return {
      layer: layer.addTo(map),
      // On dark paper outlines are light, or dark classes would sink into it. null: their own.
      rim(colour) {
        if (rim === colour) return;
        rim = colour;
        if (painted) this.paint(...painted);
      },
      paint(keys, classes) {
        painted = [keys, classes];
        const styles = classes.map(style), looks = styles.map((look) => JSON.stringify(look));
        order.forEach((shape, i) => {
          if (!shape || shown[i] === looks[keys[i]]) return;
          shown[i] = looks[keys[i]];
          shape.setStyle(styles[keys[i]]);
        });
        if (chosen !== null) this.choose(chosen);
      },
      choose(id) {
        const old = byId.get(chosen), shape = byId.get(id);
        if (old) old.setStyle({ weight: 0.9 });
        if (shape) { shape.setStyle({ weight: 3.5 }); shape.bringToFront(); }
        chosen = shape ? id : null;
      },
    };
  }

  // What lies over the ground for one chosen estate: circles below the outlines, points above them.
  // Each layer: { z, style, data, tips } — data a FeatureCollection, whose features may carry
  // `style` and `tip` (lines of text) of their own.
  function overlay(map, layers) {
    const drawn = layers.map((layer) => {
      const name = pane(map, `over${layer.z}`, layer.z);
      const renderer = L.svg({ pane: name, padding: 0.3 });
      const style = (feature) => ({ ...layer.style, ...(feature.properties.style || {}) });
      const shapes = L.geoJSON(layer.data, { renderer, pane: name, style, interactive: layer.tips,
        pointToLayer: (feature, at) => feature.properties.label
          ? disc(feature.properties.label, at, { pane: name, fill: style(feature).fillColor })
          : L.circleMarker(at, { renderer, pane: name, interactive: layer.tips, ...style(feature) }) });
      if (layer.tips) shapes.bindTooltip((shape) => said(shape.feature.properties.tip || []));
      return shapes;
    });
    return L.layerGroup(drawn).addTo(map);
  }

  // A disc with a number in it.
  function disc(label, at, { pane, fill }) {
    const face = document.createElement('b');
    face.className = 'disc';
    face.style.background = fill;
    face.textContent = label;
    const icon = L.divIcon({ html: face, className: '', iconSize: [22, 22] });
    return L.marker(at, { icon, pane, keyboard: false, bubblingMouseEvents: true });
  }

  // Lines of text for a tooltip: the first one is the name.
  function said(lines) {
    const box = document.createElement('div');
    box.className = 'said';
    lines.filter(Boolean).forEach((line, i) => {
      const row = document.createElement(i ? 'div' : 'strong');
      row.textContent = line;
      box.appendChild(row);
    });
    return box;
  }

  // Zoom buttons and a scale bar in the reader's language; no flag, no foreign credit line.
  function controls(map, words) {
    if (map.attributionControl) {
      map.attributionControl.setPrefix(false).setPosition('bottomleft');
      map.attributionControl.getContainer().textContent = words.credit || '';
    }
    L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
  }

  return { areas, controls, estates, fit, ground, overlay, said, unroll };
})();
