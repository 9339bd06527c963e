// Which settings can be: what a change means is held against every limit, and what cannot be gets its sentence.

import { framed, spanOf } from "../../shapes.js";
import { fill, shapeText } from "../ui/dom.js";
import { follow, once, shapeOf } from "./settings.js";

// What a change asks for means, and what is wrong with it: { wanted, problem }, where problem is null or
// { sentence, fields }, with the traits whose controls it is about, if it is about some.
export function judge(before, asked, context, { reconcile, refusal }) {
  const { spec, words, libraries, own, memory } = context;
  const wanted = { ...asked };
  const changed = follow(before, wanted, { ...spec, libraries, own });
  let problem = beyondLimits(wanted, spec, words);
  if (problem) return { wanted, problem };
  reconcile?.(wanted, { before, changed, libraries, own, memory });
  problem = beyondLimits(wanted, spec, words);
  const sentence = problem ? null : refusal?.(wanted, words);
  return { wanted, problem: sentence ? { sentence } : problem };
}

// Null, or { sentence, fields }: a setting beyond its limits, with its trait. Some limits hold only when a choice has a
// certain value.
function beyondLimits(settings, { limits, numbers }, words) {
  for (const [trait, ends] of Object.entries(limits)) {
    if (ends.when && settings[ends.when[0]] !== ends.when[1]) continue;
    const sentence = outside(settings[trait], ends, words);
    if (sentence) return { sentence, fields: [trait] };
  }
  for (const block of numbers) {
    const sentence = badBlock(settings[block.trait], block, words);
    if (sentence) return { sentence, fields: [block.trait] };
  }
  return null;
}

function outside(got, { what, least, above, most }, words) {
  if (above !== undefined) {
    return got > above && got <= most ? null : fill(words.not_positive, { what, most, got });
  }
  if (!Number.isInteger(got)) return fill(words.not_whole, { what, got });
  return got >= least && got <= most ? null : fill(words.out_of_range, { what, least, most, got });
}

function badBlock(block, { what, least, most, largest }, words) {
  const shape = shapeOf(block);
  const small = shape.some((n, axis) => n < least[axis]);
  if (small || (most && shape.some((n, axis) => n > (most[axis] ?? Infinity)))) {
    const ends = { least: least.join("×"), most: most?.map((n) => n ?? "∞").join("×") };
    const sizes = { what, ...ends, got: shape.join("×") };
    return fill(most ? words.out_of_range : words.too_small, sizes);
  }
  const got = largestIn(block);
  if (Number.isNaN(got) || got === Infinity) return fill(words.not_finite, { what, got });
  return got <= largest ? null : fill(words.too_large_number, { what, most: largest, got });
}

const largestIn = once((block) =>
  block.flat(Infinity).reduce((most, value) => Math.max(most, Math.abs(value)), 0),
);

// Null, or a sentence about a kernel that reaches over more than the padded input: the mirror of fitting.py.
export function misfit({ X, K, padding, dilation }, words) {
  const [padded, reach] = [framed(X, padding), spanOf(K, dilation)];
  if (reach.rows <= padded.rows && reach.columns <= padded.columns) return null;
  const sizes = {
    kernel: shapeText(K),
    span: shapeText(reach),
    dilation: dilation[0] === dilation[1] ? dilation[0] : `(${dilation.join(", ")})`,
    padded: shapeText(padded),
  };
  return fill(sizes.kernel === sizes.span ? words.no_fit : words.no_fit_dilated, sizes);
}
