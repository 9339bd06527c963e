// Brings the reader to the right place of a page that is still growing.
//
// What is far from the window is not laid out (content-visibility in widgets.css), and the browser
// guesses the height of what it has not seen; explorers come after the rest. So the whole page is
// laid out for a moment before it is needed: from then on the browser knows all heights.

const root = document.documentElement;
const BLOCKS = ".bd-article section > *";
const PAUSE = 400; // milliseconds without scrolling, after which a place is worth remembering
const SETTLING = 2000; // milliseconds, in which explorers find their sizes

let asked = null; // a function: brings back what the reader has asked for, while the page grows
let growing = true;
let turn = 0;

// Know every height. Until the next two frames are drawn, everything is laid out.
function layOut() {
  const mine = ++turn;
  root.dataset.whole = "";
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (mine === turn) delete root.dataset.whole;
    }),
  );
}

function toAddress(hash) {
  const id = decodeURIComponent(hash.slice(1));
  if (id) document.getElementById(id)?.scrollIntoView();
}

function topLine() {
  return parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;
}

// The block at the top of the window, and how far above the top it begins. Only what is in the
// window is asked: a question about anything else would lay it out.
function place() {
  const line = topLine();
  const below = (element) => element.getBoundingClientRect().bottom > line;
  let block = document.querySelector(".bd-article > section");
  while (block?.localName === "section") block = [...block.children].find(below);
  if (!block) return null;
  const index = [...document.querySelectorAll(BLOCKS)].indexOf(block);
  return { index, offset: line - block.getBoundingClientRect().top };
}

function toPlace({ index, offset }) {
  const block = document.querySelectorAll(BLOCKS)[index];
  if (block) scrollBy(0, block.getBoundingClientRect().top - topLine() + offset);
}

function remember() {
  history.replaceState({ ...history.state, place: place() }, "");
}

// Where the reader was who comes back to this page, or loads it again.
function rememberedPlace() {
  const [{ type }] = performance.getEntriesByType("navigation");
  return type === "navigate" ? null : history.state?.place;
}

// What was asked for holds until everything has found its size, unless the reader moves on before.
function release() {
  const held = asked;
  setTimeout(() => asked === held && (asked = null), SETTLING);
}

function follow(event) {
  remember();
  const link = event.target.closest?.("a[href*='#']");
  if (!link || link.href.split("#")[0] !== location.href.split("#")[0]) return;
  asked = () => toAddress(link.hash);
  layOut(); // the browser goes there when this is done
  if (!growing) release();
}

// Begin with a page that is read, but has no explorers yet.
export function keepPlace() {
  const before = rememberedPlace();
  asked = () => (before ? toPlace(before) : toAddress(location.hash));
  for (const own of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(own, () => (asked = null), { capture: true, passive: true });
  }
  document.addEventListener("click", follow, { capture: true });
  let pause;
  addEventListener("scroll", () => {
    clearTimeout(pause);
    pause = setTimeout(remember, PAUSE);
  });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) layOut(); // all heights are new
    width = innerWidth;
  });
  new ResizeObserver(() => asked?.()).observe(document.querySelector(".bd-article"));
}

// All explorers are drawn.
export function arrive() {
  layOut();
  asked?.();
}

// Nothing more is added to the page.
export function settle() {
  growing = false;
  arrive();
  release();
}
