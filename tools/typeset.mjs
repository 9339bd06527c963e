// Typesets the formulas of the built pages, so that a reader's browser need not: they stand there
// with the first paint, no script runs, and each has MathML beside it for screen readers.
//
//     node tools/typeset.mjs <folder of the built book>

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { typeset } from "./mathjax.mjs";

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

// A formula wider than a phone scrolls in its own box, and the keyboard must be able to get there.
const PHONE = 34; // in ex

function reachable(formula) {
  const wide = formula.match(/ width="([\d.]+)ex"/)?.[1] > PHONE;
  return wide ? formula.replace("<mjx-container ", '<mjx-container tabindex="0" ') : formula;
}

// What stands at a formula without a space stays on its line.
const AT_FORMULA =
  /([([“]*)(<span class="math notranslate nohighlight">(?:(?!<\/span>).)*<\/span>)((?:-\p{L}+)?[.,;:!?)\]’”-]*)/gsu;

function unbroken(all, before, formula, after) {
  return before || after ? `<span class="unbroken">${all}</span>` : formula;
}

function convert(page) {
  const html = readFileSync(page, "utf8");
  const set = html.replace(FORMULA, (_all, open, tag, inside, close) => {
    const plain = inside.trim().replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity);
    const formula = typeset(plain.replace(/^\\[[(]|\\[\])]$/g, ""), tag === "div");
    return open + (tag === "div" ? reachable(formula) : formula) + close;
  });
  if (/class="math notranslate nohighlight"[^<]*\\[[(]/.test(set)) {
    throw new Error("a formula was not recognised");
  }
  if (set !== html) writeFileSync(page, set.replace(AT_FORMULA, unbroken));
}

const book = resolve(process.argv[2]);
for (const name of readdirSync(book, { recursive: true })) {
  if (!name.endsWith(".html")) continue;
  try {
    convert(join(book, name));
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}
