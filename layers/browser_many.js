// Thousands of outlines as one layer on one canvas: a shape each would cost a browser seconds.
// It looks like a Leaflet layer group: `eachLayer`, `setStyle` of a shape, events that carry `layer`.
// Stands after layers/browser.js. Colours are drawn class by class, the chosen shape last.
Jiugai.many = (function () {
  'use strict';

  const WORLD = 256, RADIUS = 5; // pixels: the world at zoom 0; a place without an outline
  const DASHED = 12; // pixels an outline measures at least where dashes can be told
  const AT_ONCE = 128; // outlines a path: longer ones are slower to fill

  function across(lng) { return WORLD * (lng / 360 + 0.5); }
  function down(lat) {
    const sine = Math.sin((lat * Math.PI) / 180);
    return WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
  }

  function rings(geometry) {
    if (!geometry) return [];
    const { type, coordinates } = geometry;
    if (type === 'Polygon') return coordinates;
    if (type === 'MultiPolygon') return coordinates.flat();
    return type === 'Point' ? [[coordinates]] : [];
  }

  // Places of all corners in the world at zoom 0, ring after ring, and the box of every outline.
  function corners(features) {
    const places = [], ends = [], first = [0], boxes = new Float64Array(4 * features.length);
    features.forEach(({ geometry }, i) => {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      for (const ring of rings(geometry)) {
        for (const [lng, lat] of ring) {
          const x = across(lng), y = down(lat);
          places.push(x, y);
          if (x < box[0]) box[0] = x;
          if (y < box[1]) box[1] = y;
          if (x > box[2]) box[2] = x;
          if (y > box[3]) box[3] = y;
        }
        ends.push(places.length);
      }
      boxes.set(box, 4 * i);
      first.push(ends.length);
    });
    return { places: Float64Array.from(places), ends: Int32Array.from(ends), first, boxes };
  }

  function typical(boxes) {
    const sizes = [];
    for (let at = 0; at < boxes.length; at += 4) {
      const size = Math.max(boxes[at + 2] - boxes[at], boxes[at + 3] - boxes[at + 1]);
      if (size > 0) sizes.push(size);
    }
    return sizes.sort((a, b) => a - b)[sizes.length >> 1] || 0;
  }

  // Looks that say the same are one object: outlines of one look are drawn together.
  const looks = new Map(), merged = new WeakMap();
  function look(old, style) {
    const known = merged.get(old) || merged.set(old, new WeakMap()).get(old);
    if (known.has(style)) return known.get(style);
    const text = JSON.stringify({ ...old, ...style });
    const found = looks.get(text) || looks.set(text, JSON.parse(text)).get(text);
    known.set(style, found);
    return found;
  }

  const SHAPE = {
    initialize(many, place, feature) { Object.assign(this, { many, place, feature, options: PLAIN }); },
    setStyle(style) {
      this.options = look(this.options, style);
      this.many.touched();
      return this;
    },
    bringToFront() { this.many.front = this; this.many.touched(); return this; },
    getBounds() { return this.many.boundsOf(this.place); },
  };
  const PLAIN = look({}, { interactive: true, stroke: true, weight: 0.9, opacity: 0.9, fillOpacity: 0.88,
    color: '#666', fillColor: '#ccc' });

  const MANY = {
    initialize(features, options) {
      L.setOptions(this, options);
      Object.assign(this, corners(features));
      this.size = typical(this.boxes);
      this.shapes = features.map((feature, place) => new this.Shape(this, place, feature));
      this.at = -1; // the outline under the pointer
    },
    eachLayer(call) { this.shapes.forEach((shape) => call(shape)); return this; },
    boundsOf(place) {
      const [west, north, east, south] = this.boxes.subarray(4 * place, 4 * place + 4);
      const corner = (x, y) => L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
      return L.latLngBounds(corner(west, south), corner(east, north));
    },
    touched() {
      if (this.dirty || !this._map) return;
      this.dirty = true;
      this.redraw();
    },

    // What Leaflet's canvas asks of a path.
    _project() {},
    _update() {
      this._pxBounds = this._renderer._bounds;
      this._updatePath();
    },
    _updatePath() {
      if (!this._renderer._drawing) return;
      this.dirty = false;
      this.drawn(this._renderer._ctx, this._renderer._redrawBounds || this._renderer._bounds);
    },
    _containsPoint(point) {
      const { scale, origin } = this.ground();
      const x = (point.x + origin.x) / scale, y = (point.y + origin.y) / scale;
      this.at = this.found(x, y, RADIUS / scale);
      return this.at >= 0;
    },
    // Events say which outline they are about; the words beside the pointer follow it.
    fire(type, data, propagate) {
      const about = data?.originalEvent ? { ...data, layer: this.shapes[this.at] } : data;
      L.Path.prototype.fire.call(this, type, about, propagate);
      if (type === 'mouseover') this.told = this.at;
      if (type === 'mousemove' && this.told !== this.at && this._tooltip?.isOpen()) {
        this.told = this.at;
        this.feature = this.shapes[this.at]?.feature;
        this._tooltip.update();
      }
      return this;
    },
    _openTooltip(event) {
      this.feature = event.layer?.feature;
      if (this.feature) L.Path.prototype._openTooltip.call(this, event);
    },

    ground() {
      return { scale: this._map.getZoomScale(this._map.getZoom(), 0), origin: this._map.getPixelOrigin() };
    },
    drawn(ctx, { min, max }) {
      const { scale, origin } = this.ground();
      const seen = [min.x + origin.x, min.y + origin.y, max.x + origin.x, max.y + origin.y]
        .map((side, i) => side / scale + ((i < 2 ? -1 : 1) * RADIUS) / scale);
      const groups = new Map();
      this.shapes.forEach((shape, i) => {
        const at = 4 * i, { boxes } = this;
        if (shape === this.front || boxes[at] > seen[2] || boxes[at + 2] < seen[0]
          || boxes[at + 1] > seen[3] || boxes[at + 3] < seen[1]) return;
        const group = groups.get(shape.options);
        if (group) group.push(i);
        else groups.set(shape.options, [i]);
      });
      if (this.front) groups.set({ ...this.front.options }, [this.front.place]);
      ctx.save();
      ctx.lineJoin = ctx.lineCap = 'round';
      groups.forEach((group, options) => this.group(ctx, group, options, scale, origin));
      ctx.restore();
    },
    group(ctx, group, options, scale, origin) {
      const size = this.size * scale;
      const weight = options.weight > 1 ? options.weight : options.weight * Math.min(1, size / 10);
      ctx.fillStyle = options.fillColor;
      ctx.strokeStyle = options.color;
      ctx.lineWidth = weight;
      ctx.setLineDash(options.dashArray && size >= DASHED ? options.dashArray.split(/[ ,]+/).map(Number) : []);
      for (let from = 0; from < group.length; from += AT_ONCE) {
        ctx.beginPath();
        const to = Math.min(group.length, from + AT_ONCE);
        for (let i = from; i < to; i += 1) this.trace(ctx, group[i], scale, origin);
        ctx.globalAlpha = options.fillOpacity;
        ctx.fill('nonzero'); // holes wind the other way (RFC 7946); where two overlap there is none
        if (options.stroke === false || weight < 0.2) continue;
        ctx.globalAlpha = options.opacity;
        ctx.stroke();
      }
    },
    trace(ctx, place, scale, origin) {
      const { places, ends, first } = this;
      for (let ring = first[place]; ring < first[place + 1]; ring += 1) {
        const from = ring ? ends[ring - 1] : 0, to = ends[ring];
        const x = places[from] * scale - origin.x, y = places[from + 1] * scale - origin.y;
        if (to - from === 2) {
          ctx.moveTo(x + RADIUS, y);
          ctx.arc(x, y, RADIUS, 0, 2 * Math.PI, true); // as an outline winds
          continue;
        }
        ctx.moveTo(x, y);
        for (let at = from + 2; at < to - 2; at += 2) {
          ctx.lineTo(places[at] * scale - origin.x, places[at + 1] * scale - origin.y);
        }
        ctx.lineTo(x, y); // closePath would measure the whole path each time; the caps are round
      }
    },

    // The topmost outline at a place of the world; -1 for none. `near` is for points.
    found(x, y, near) {
      const { boxes } = this;
      for (let i = this.shapes.length - 1; i >= 0; i -= 1) {
        const at = 4 * i;
        if (x < boxes[at] - near || x > boxes[at + 2] + near || y < boxes[at + 1] - near || y > boxes[at + 3] + near) continue;
        if (this.covers(i, x, y, near)) return i;
      }
      return -1;
    },
    covers(place, x, y, near) {
      const { places, ends, first } = this;
      let within = false;
      for (let ring = first[place]; ring < first[place + 1]; ring += 1) {
        const from = ring ? ends[ring - 1] : 0, to = ends[ring];
        if (to - from === 2) return Math.hypot(places[from] - x, places[from + 1] - y) <= near;
        for (let at = from, last = to - 2; at < to; last = at, at += 2) {
          const above = places[at + 1] > y;
          if (above === places[last + 1] > y) continue;
          const slope = (places[last] - places[at]) / (places[last + 1] - places[at + 1]);
          if (x < slope * (y - places[at + 1]) + places[at]) within = !within;
        }
      }
      return within;
    },
  };

  let Many = null; // Leaflet may come after this text
  return (features, options) => {
    Many ??= L.Path.extend({ ...MANY, Shape: L.Class.extend(SHAPE) });
    return new Many(features, options);
  };
})();
