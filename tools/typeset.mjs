// Typesets the formulas of the built pages, so that a reader's browser need not: they stand there
// with the first paint, no script runs, and each has MathML beside it for screen readers.
//
//     node tools/typeset.mjs <folder of the built book>

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { adaptor, typeset } from "./mathjax.mjs";

// What Sphinx writes: a span or a div, with the equation's number if it has one, and then the
// TeX between \( \) or \[ \], escaped as HTML.
const FORMULA =
  /(<(span|div) class="math notranslate nohighlight"[^>]*>(?:\s*<span class="eqno">.*?<\/span>)?)([^<]*)(<\/\2>)/gs;
const ENTITIES = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#39;": "'",
  "&amp;": "&",
};

function convert(page) {
  const html = readFileSync(page, "utf8");
  const set = html.replace(FORMULA, (_all, open, tag, inside, close) => {
    const plain = inside.replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity);
    const tex = plain.trim().replace(/^\\[[(]|\\[\])]$/g, "");
    const node = typeset(tex, tag === "div");
    const wrong = adaptor.outerHTML(node).match(/data-mjx-error="([^"]*)"/);
    if (wrong) throw new Error(`${page}: ${wrong[1]} in ${tex}`);
    return open + adaptor.outerHTML(node) + close;
  });
  if (/class="math notranslate nohighlight"[^<]*\\[[(]/.test(set)) {
    throw new Error(`${page}: a formula was not recognised`);
  }
  if (set !== html) writeFileSync(page, set);
}

const book = resolve(process.argv[2]);
for (const name of readdirSync(book, { recursive: true })) {
  if (name.endsWith(".html")) convert(join(book, name));
}
