// Phrases of Streamlit's own, said in the reader's language. Only whole phrases, only in places
// where Streamlit speaks: a table's menu and tools, tooltips, hints of fields, empty lists.

const PLACES = [
  '[data-testid="stDataFrameColumnMenu"]',
  '[data-testid="stDataFrameColumnFormattingMenu"]',
  '[data-testid="stDataFrameColumnVisibilityMenu"]',
  '[data-testid="stDataFrameStatisticsMenu"]',
  '[data-testid="stElementToolbar"]',
  '[data-testid="stTooltipContent"]',
  '[data-testid="InputInstructions"]',
  '[data-testid="stStatusWidget"]',
  '[data-testid="stNumberInputContainer"]',
  '[role="listbox"]',
  '[data-testid="stSelectbox"]',
  '[data-testid="stMultiSelect"]',
  'div:has(> div > [data-testid="search-input"])', // the search box of a table
].join(', ');
const CHOICES = [ // their texts are the study's
  '[data-testid="stSelectbox"]', '[data-testid="stMultiSelect"]', '[role="option"]',
].join(', ');
const NAMED = ['aria-label', 'title', 'placeholder'];
const KEPT = 'Download as CSV'; // hidden, and found by this name

let words = {};
let watching = null;

function named(element) {
  for (const name of NAMED) {
    const said = element.getAttribute(name);
    if (said && said !== KEPT && Object.hasOwn(words, said)) element.setAttribute(name, words[said]);
  }
}

function inside(place) {
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const said = texts.currentNode.nodeValue;
    const ours = texts.currentNode.parentElement?.closest(CHOICES);
    if (!ours && Object.hasOwn(words, said)) texts.currentNode.nodeValue = words[said];
  }
  named(place);
  place.querySelectorAll('[aria-label], [title], [placeholder]').forEach(named);
}

function look(changes) {
  const places = new Set();
  for (const { target, addedNodes } of changes) {
    const at = target.nodeType === 1 ? target : target.parentElement;
    const around = at?.closest?.(PLACES);
    if (around) places.add(around);
    for (const node of addedNodes) {
      if (node.nodeType === 1) {
        if (node.matches(PLACES)) places.add(node);
        node.querySelectorAll(PLACES).forEach((place) => places.add(place));
      }
    }
  }
  places.forEach(inside);
}

export default function ({ data }) {
  words = data ?? {};
  if (watching) watching.disconnect();
  watching = null;
  if (!Object.keys(words).length) return;
  document.querySelectorAll(PLACES).forEach(inside);
  watching = new MutationObserver(look);
  watching.observe(document.body, { childList: true, subtree: true, characterData: true });
}
