// Paging by keys, hash and the line of questions; one map with several views; print as slides.
(function () {
  'use strict';
  const slides = [...document.querySelectorAll('.slide')];
  const links = [...document.querySelectorAll('nav a')];
  let at = 0, fitted = false;
  function go(n) {
    at = Math.max(0, Math.min(slides.length - 1, n));
    const key = slides[at].dataset.key;
    slides.forEach((slide, i) => slide.classList.toggle('on', i === at));
    links.forEach((link) => link.classList.toggle('on', link.dataset.key === key));
    history.replaceState(null, '', '#' + (at + 1));
    if (key === 'where' && !fitted) { fitted = true; Jiugai.fit(MAP); }
  }

  function fit() { // a briefing without the page of the map has none
    if (typeof MAP !== 'undefined') Jiugai.fit(MAP);
  }

  function view(n) {
    estates.paint(VIEWS[n].keys, VIEWS[n].classes);
    document.querySelectorAll('[data-view]').forEach((part) => {
      const on = Number(part.dataset.view) === n;
      if (part.tagName === 'BUTTON') part.classList.toggle('on', on);
      else part.hidden = !on;
    });
  }

  links.forEach((link) => link.addEventListener('click', (event) => {
    event.preventDefault();
    go(slides.findIndex((slide) => slide.dataset.key === link.dataset.key));
  }));
  document.querySelectorAll('button[data-view]').forEach((button) =>
    button.addEventListener('click', () => view(Number(button.dataset.view))));
  addEventListener('hashchange', () => go((parseInt(location.hash.slice(1), 10) || 1) - 1));
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (['ArrowRight', 'PageDown', ' '].includes(event.key)) go(at + 1);
    else if (['ArrowLeft', 'PageUp'].includes(event.key)) go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(slides.length - 1);
    else if (event.key === 'f') document.documentElement.requestFullscreen();
    else return;
    event.preventDefault();
  });
  addEventListener('beforeprint', () => { document.documentElement.classList.add('paper'); fit(); });
  addEventListener('afterprint', () => { document.documentElement.classList.remove('paper'); fit(); });
  go((parseInt(location.hash.slice(1), 10) || 1) - 1);
})();
