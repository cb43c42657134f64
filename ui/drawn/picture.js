// A drawing made on the server, names escaped there. Hovering tells the lines of data-tip as text;
// a click (or Enter) on data-estate opens that estate.

const GAP = 14; // between the pointer and what it tells

function told(host) {
  if (!host.tip) {
    host.tip = document.createElement('div');
    host.tip.className = 'picture-tip';
    host.tip.hidden = true;
  }
  return host.tip;
}

function tell(host, event) {
  const tip = told(host);
  const over = event.target.closest?.('[data-tip]');
  tip.hidden = !over;
  if (!over) return;
  if (tip.over !== over) {
    tip.over = over;
    tip.replaceChildren(...over.dataset.tip.split('\n').map((line, place) => {
      const row = document.createElement(place ? 'div' : 'strong');
      row.textContent = line;
      return row;
    }));
  }
  const box = tip.getBoundingClientRect();
  const left = event.clientX + GAP + box.width > innerWidth ? -box.width - GAP : GAP;
  const top = event.clientY + GAP + box.height > innerHeight ? -box.height - GAP : GAP;
  tip.style.left = `${event.clientX + left}px`;
  tip.style.top = `${event.clientY + top}px`;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector('.picture');
  if (host.drawn !== data.drawn) {
    host.drawn = data.drawn;
    host.innerHTML = data.drawn;
    host.append(told(host));
    host.tip.hidden = true;
  }
  const pick = (event) => {
    const at = event.target.closest?.('[data-estate]');
    if (at) setTriggerValue('picked', at.dataset.estate);
  };
  host.onclick = pick;
  host.onkeydown = (event) => event.key === 'Enter' && pick(event);
  host.onpointermove = (event) => tell(host, event);
  host.onpointerleave = () => { told(host).hidden = true; };
}
