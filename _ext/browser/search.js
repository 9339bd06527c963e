// The search page: looks through every section of the book (search-data.js), also from disk, and shows
// the words around what it found. 1×1 and 1x1 are the same, and so are − and -.

const WORDS = {
  none: "Nothing found. Try one word, or another one.",
  one: "1 place",
  many: (n) => `${n} places`,
  first: (n, all) => `the first ${n} of ${all} places`,
};
const MOST = 60; // results
const BEFORE = 60; // characters of an excerpt before what was found, and
const AFTER = 140; // after it
const SAME = { "×": "x", "∗": "*", "−": "-", "–": "-", "’": "'", "‘": "'", "“": '"', "”": '"' };
const CHINESE = /[\u3400-\u9fff]/;

// One letter for each letter, so that places in the result are places in the text.
function plain(text) {
  return Array.from(text, (letter) => {
    const [base] = (SAME[letter] ?? letter).normalize("NFKD");
    const small = base.toLowerCase();
    return small.length === letter.length ? small : letter;
  }).join("");
}

// A word is found where one begins, in the singular and the plural; Chinese anywhere.
function pattern(term) {
  const stem = term.length > 3 ? term.replace(/(?<=[^s])s$/, "") : term;
  const literal = stem.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const starts = /^[\p{L}\p{N}]/u.test(stem) && !CHINESE.test(stem);
  return new RegExp((starts ? "(?<![\\p{L}\\p{N}])" : "") + literal, "gu");
}

function score(patterns, section) {
  const { page, title, words } = section;
  let own = 0; // not only what the page's title says of all its sections
  for (const each of patterns) {
    const here = (title.search(each) >= 0 ? 20 : 0) + Math.min(words.match(each)?.length ?? 0, 8);
    if (!here && page.search(each) < 0) return 0;
    own += here;
  }
  return own;
}

function find(query, sections) {
  const patterns = plain(query)
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(pattern);
  if (!patterns.length) return { patterns, found: [] };
  const found = sections
    .map((section) => ({ section, points: score(patterns, section.plain) }))
    .filter(({ points }) => points)
    .sort((a, b) => b.points - a.points)
    .map(({ section }) => section);
  return { patterns, found };
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// The text from one place to another, with what was found marked.
function marked(text, from, to, patterns) {
  const cut = text.slice(from, to);
  const simple = plain(cut);
  const places = patterns
    .flatMap((each) => [...simple.matchAll(each)].map((match) => [match.index, match[0].length]))
    .sort(([a], [b]) => a - b);
  const parts = [];
  let done = 0;
  for (const [at, length] of places) {
    if (at < done) continue;
    parts.push(cut.slice(done, at), element("mark", {}, cut.slice(at, at + length)));
    done = at + length;
  }
  return [...parts, cut.slice(done)];
}

function excerpt({ words, plain: { words: simple } }, patterns) {
  const places = patterns.map((each) => simple.search(each)).filter((at) => at >= 0);
  const middle = places.length ? Math.min(...places) : 0;
  const from = middle <= BEFORE ? 0 : words.indexOf(" ", middle - BEFORE) + 1;
  const end = middle + AFTER;
  const space = words.indexOf(" ", end);
  const to = end >= words.length || space < 0 || space > end + BEFORE ? end : space;
  const parts = marked(words, from, to, patterns);
  return [from ? "… " : "", ...parts, to < words.length ? " …" : ""];
}

function result(section, patterns) {
  const title = marked(section.title, 0, section.title.length, patterns);
  return element(
    "li",
    {},
    element("a", { href: section.address }, ...title),
    element("span", { className: "page" }, section.page),
    element("p", {}, ...excerpt(section, patterns)),
  );
}

function allSections() {
  return window.bookPages.flatMap(({ address, title: page, sections }) =>
    sections.map(([name, title, words], n) => ({
      address: n ? `${address}#${name}` : address,
      page: n ? page : "",
      title,
      words,
      plain: { page: plain(page), title: plain(title), words: plain(words) },
    })),
  );
}

function start() {
  const field = document.querySelector(".search-page input[type=search]");
  const list = document.querySelector("#search-results");
  const status = document.querySelector("#search-status");
  const sections = allSections();

  function show() {
    const query = field.value.trim();
    const { patterns, found } = find(query, sections);
    list.replaceChildren(...found.slice(0, MOST).map((section) => result(section, patterns)));
    const { none, one, many, first } = WORDS;
    if (!patterns.length) status.textContent = "";
    else if (found.length > MOST) status.textContent = first(MOST, found.length);
    else status.textContent = [none, one][found.length] ?? many(found.length);
  }

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(history.state, "", `?q=${encodeURIComponent(field.value)}`);
    show();
  });
  show();
  field.focus();
}

start();
