// Reads the numbers that people type: right, or not at all, and never another number. The mirror of
// numbers.py, where the forms are listed.

const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const RAISED = /[⁰¹²³⁴-⁹⁺⁻]+/g;
const VULGAR = /[¼-¾⅐-⅞]/g;

const GROUPS = "[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+";
const POINT = `(?:${GROUPS})(?:\\.[0-9]*)?|\\.[0-9]+`;
const COMMA = "(?:[1-9][0-9]{0,2}(?: [0-9]{3})+|0|[1-9][0-9]*|),[0-9]+";
const POWER = "(?: *\\^ *([+-]?[0-9]+(?:\\.[0-9]+)?)|\\^\\(([+-]?[0-9]+)\\))";
const TEN = "[eE]([+-]?[0-9]+)| *[×*xX] *10(?: *\\^ *([+-]?[0-9]+)|\\^\\(([+-]?[0-9]+)\\))";
const TERM = new RegExp(`^(${POINT}|${COMMA})(?:${TEN}|${POWER})?$`);
const MIXED = /^(?:([0-9]*) *\(([0-9]+):([0-9]+)\)|([0-9]+) +([0-9]+) *\/ *([0-9]+))$/;
const GROUPED = new RegExp(`^(?:${POINT})$`);
const IN_EXPONENT = /\^ *[+-]?[0-9.]+$|\^\([+-]?1\)$/; // what stands before a slash

// The number that a text says, or NaN if it says none, or could say two.
/** @param {string} text */
export function readNumber(text) {
  const [sign, whole] = signed(plain(text));
  const percent = whole.endsWith("%") && !whole.includes("/"); // 1/2 % could be 1/(2 %)
  const body = percent ? whole.slice(0, -1).trim() : whole;
  const value = (sign * read(body)) / (percent ? 100 : 1);
  return Number.isFinite(value) ? value : NaN;
}

// The letters after a number, such as "bytes" in "6912 bytes"; else an empty text.
/** @param {string} text */
export function unitOf(text) {
  const [, number, unit] = text.match(/^(.*?)(\p{L}[^0-9]*)$/su) ?? [];
  return unit && !Number.isNaN(readNumber(number)) ? unit.trim() : "";
}

// A text in ASCII where it can be; 8⁴ becomes 8^(4), and 1½ becomes 1(1:2). Parentheses that were
// there become braces, so that nobody can type these two forms.
/** @param {string} text */
export function plain(text) {
  const wide = (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
  // What Unicode says that signs stand for: 4 for ⁴, 1:2 for ½.
  const digits = (signs) => signs.normalize("NFKC").replace("−", "-").replace("⁄", ":");
  return text
    .replace(/[\uff01-\uff5e]/g, wide)
    .replace(SPACES, " ")
    .replace(UNSEEN, "")
    .replace(/[−‐‑‒–—―﹣]/g, "-")
    .replace(/[⁄∕÷]/g, "/")
    .replace(/[·⋅∙•]/g, "×")
    .replace(/[。｡]/g, ".")
    .replaceAll("﹪", "%")
    .replaceAll("∗", "*")
    .replaceAll("(", "{")
    .replaceAll(")", "}")
    .replaceAll("**", "^")
    .replace(RAISED, (raised) => `^(${digits(raised)})`)
    .replace(VULGAR, (vulgar) => `(${digits(vulgar)})`);
}

// [1 or −1, the rest] of a text.
/** @param {string} text @returns {[number, string]} */
function signed(text) {
  const trimmed = text.trim();
  return [trimmed.startsWith("-") ? -1 : 1, trimmed.replace(/^[+-]/, "").trim()];
}

// The value of a text without its sign and percent.
/** @param {string} body */
function read(body) {
  const mixed = body.match(MIXED);
  if (mixed) {
    const [whole, top, bottom] = [1, 2, 3].map((n) => mixed[n] || mixed[n + 3] || "0");
    // 1 125/200 could be 1125/200, and 1 3/2 is no mixed number.
    const sure = mixed[2] || (top.length !== 3 && Number(top) < Number(bottom));
    return sure ? Number(whole) + Number(top) / Number(bottom) : NaN;
  }
  const slash = body.indexOf("/");
  if (slash < 0) return readTerm(body);
  const [sign, bottom] = signed(body.slice(slash + 1));
  const top = body.slice(0, slash).trim();
  // 3/4·10² could be 75, 9^1/2 could be 3, and 1¹/2 could be 1½.
  if (/[×*xX]/.test(bottom) || IN_EXPONENT.test(top)) return NaN;
  return readTerm(top) / (sign * readTerm(bottom));
}

// The value of digits, with a power or a power of ten.
/** @param {string} text */
function readTerm(text) {
  const match = text.match(TERM);
  if (!match) return NaN;
  const [, digits, e, tenTyped, tenRaised, typed, raised] = match;
  const ten = e ?? tenTyped ?? tenRaised ?? "0";
  const value = Number(`${ungrouped(digits)}e${ten}`) ** Number(typed ?? raised ?? 1);
  const vanished = value === 0 && /[1-9]/.test(digits);
  return Number.isFinite(value) && !vanished ? value : NaN;
}

// Digits as a computer writes them: without groups, with a decimal point.
/** @param {string} digits */
function ungrouped(digits) {
  if (GROUPED.test(digits)) return digits.replace(/[, ]/g, "");
  return digits.replaceAll(" ", "").replace(",", ".");
}
