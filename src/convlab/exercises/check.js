// Checks an answer to a question of an exercise: the mirror of check.py, without the page.

import { fill } from "../explorers/ui/dom.js";
import { plain, readNumber, unitOf } from "../numbers.js";

const SLACK = 1e-9; // what a double may lose on the way

// What the reader is told: { right, says, wrong, cells }. Text that cannot be read is neither right nor
// wrong; cells are the [i, j] of the wrong cells of a matrix. `given` is text, or rows of texts.
export function checkAnswer(question, given, words) {
  const { answer, kind, mistakes, tolerance } = question;
  const { value, problem } =
    kind === "matrix" ? readRows(question, given, words) : readText(question, given, words);
  const unread = (says) => ({ right: false, says, wrong: false, cells: [] });
  if (problem) return unread(problem);
  if (equalAnswers(value, answer, tolerance)) return { ...unread(words.right), right: true };
  const known = mistakes.find(([mistake]) =>
    equalAnswers(value, mistake, ownTolerance(mistake, tolerance)),
  );
  if (!known && kind === "shape" && value.length !== answer.length) {
    const template = answer.length === 1 ? words.one_size : words.sizes;
    return unread(fill(template, { n: answer.length, got: value.length }));
  }
  const cells = kind === "matrix" ? wrongCells(question, value) : [];
  const says = known?.[1] ?? general(question, value, cells, words);
  return { right: false, says, wrong: true, cells };
}

// The sizes in a text such as 32×16, 32x16, (32, 16) or 32 16, or null.
export function readShape(text) {
  const inner = plain(text)
    .trim()
    .replace(/^(torch\.Size)?[[{\s]*|[,\]}\s]*$/g, "");
  const sizes = inner.split(/\s*[×xX*,、]\s*|\s+/);
  return sizes.every((size) => /^[0-9]{1,15}$/.test(size)) ? sizes.map(Number) : null;
}

function readText({ kind, options }, given, words) {
  const text = String(given);
  if (!text.trim()) return { problem: words.empty };
  if (kind === "choice") {
    const problem = fill(words.not_an_option, { options: options.join(", "), text });
    return options.includes(text) ? { value: text } : { problem };
  }
  if (kind === "shape") {
    const value = readShape(text);
    return value ? { value } : { problem: fill(words.not_a_shape, { text }) };
  }
  const value = readNumber(text);
  if (!Number.isNaN(value)) return { value };
  const unit = unitOf(text);
  return { problem: fill(unit ? words.with_unit : words.not_a_number, { text, unit }) };
}

function readRows({ answer }, given, words) {
  const [n, columns] = [answer.length, answer[0].length];
  const isList = (rows, length) => Array.isArray(rows) && rows.length === length;
  if (!isList(given, n) || !given.every((row) => isList(row, columns)))
    return { problem: fill(words.not_a_matrix, { n, columns }) };
  const texts = given.map((row) => row.map(String));
  if (!texts.flat().some((text) => text.trim())) return { problem: words.empty };
  const value = texts.map((row) => row.map(readNumber));
  for (const [i, row] of value.entries()) {
    const j = row.findIndex(Number.isNaN);
    if (j < 0) continue;
    const text = texts[i][j];
    return { problem: fill(text.trim() ? words.not_in_cell : words.empty_cell, { i, j, text }) };
  }
  return { value };
}

function equalAnswers(a, b, tolerance) {
  if (Array.isArray(a)) {
    return a.length === b.length && a.every((part, n) => equalAnswers(part, b[n], tolerance));
  }
  return typeof a === "string" ? a === b : Math.abs(a - b) <= tolerance + SLACK;
}

// How far off a mistake is known: a small number gets a fortieth of itself at most, since a larger share
// would take in other mistakes.
function ownTolerance(wrong, tolerance) {
  return typeof wrong === "number" ? Math.min(tolerance, Math.abs(wrong) / 40) : tolerance;
}

function wrongCells({ answer, tolerance }, value) {
  return answer.flatMap((row, i) =>
    row.flatMap((right, j) => (equalAnswers(right, value[i][j], tolerance) ? [] : [[i, j]])),
  );
}

// A sentence for a wrong answer that is no usual mistake.
function general(question, value, cells, words) {
  const { kind, answer } = question;
  if (kind === "choice") return words.other_option;
  if (kind === "matrix") {
    const template = cells.length === 1 ? words.one_cell_wrong : words.cells_wrong;
    return fill(template, { n: answer.flat().length, wrong: cells.length });
  }
  if (kind === "number" && isPercentage(question, value)) return words.percentage;
  if (kind === "number" && isRounded(question, value)) return words.rounded;
  if (kind === "number" || answer.length === 1) {
    return Number(value) < Number(answer) ? words.too_small : words.too_large;
  }
  const sorted = (sizes) => String([...sizes].sort((a, b) => a - b));
  if (sorted(value) === sorted(answer)) return words.order;
  const right = value.filter((size, n) => size === answer[n]).length;
  const template = [words.no_size_right, words.one_size_right][right] ?? words.sizes_right;
  return fill(template, { n: answer.length, right });
}

// Whether a number is the answer, a fraction, a hundred times: 75 for 3/4.
function isPercentage({ answer, tolerance }, value) {
  return value >= 1 && answer < 1 && equalAnswers(value / 100, answer, tolerance);
}

// Whether a number is the answer, which is exact, to fewer digits: 61,700 for 61,706.
function isRounded({ answer, tolerance }, value) {
  if (tolerance || answer < 1000 || value <= 0 || value % 10) return false;
  let unit = 10;
  while (value % (10 * unit) === 0) unit *= 10;
  return Math.abs(value - answer) <= unit / 2;
}
