// The fields of an exercise: one question each, with its label, what is typed, and a line for feedback.

import { element, fill, sign } from "../explorers/ui/dom.js";

// Returns { element, read, write, focus, tell }: read() gives text, or rows of texts for a matrix, or null
// where nothing is typed; tell(feedback) shows what checkAnswer returned, or nothing for null.
export function createField(question, name, words, signal) {
  const make = { matrix: matrixField, choice: choiceField }[question.kind] ?? textField;
  const { element: field, ...access } = make(question, name, words);
  const status = element("p", { role: "status", class: "feedback" });
  const root = element("div", { class: `question ${question.kind}` }, field, status);

  function tell(feedback) {
    const verdict = feedback && (feedback.right ? "right" : feedback.wrong ? "wrong" : "unread");
    root.dataset.verdict = verdict ?? "";
    if (!feedback) return status.replaceChildren();
    const says = element("span", {}, feedback.says);
    status.replaceChildren(sign(words[`sign_${verdict}`]), says);
    access.mark?.(feedback.cells);
  }

  // What was said of a wrong answer stays while the next one is typed; that it is right does not.
  const changed = (event) => {
    event.target.removeAttribute("aria-invalid");
    if (root.dataset.verdict === "right") tell(null);
  };
  root.addEventListener("input", changed, { signal });
  if (question.kind === "matrix") root.addEventListener("keydown", moveInMatrix, { signal });
  return { element: root, tell, ...access };
}

function textInput(attributes) {
  const plain = { autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
  return element("input", { type: "text", ...plain, ...attributes });
}

function textField({ label }) {
  const input = textInput({});
  return {
    element: element(
      "label",
      { class: "field" },
      element("span", { class: "label" }, label),
      input,
    ),
    read: () => (input.value.trim() ? input.value : null),
    write: (text) => (input.value = text),
    focus: () => input.focus(),
  };
}

function choiceField({ label, options }, name) {
  const radios = options.map((value) => element("input", { type: "radio", name, value }));
  const choices = radios.map((radio) => element("label", {}, radio, " ", radio.value));
  return {
    element: group(label, element("div", { class: "choices" }, ...choices)),
    read: () => radios.find((radio) => radio.checked)?.value ?? null,
    write: (text) => radios.forEach((radio) => (radio.checked = radio.value === text)),
    focus: () => radios[0].focus(),
  };
}

function matrixField({ label, answer }, _name, words) {
  const named = (i, j) => ({ "aria-label": fill(words.cell, { label, i, j }) });
  const cells = answer.map((row, i) => row.map((_, j) => textInput(named(i, j))));
  const rows = cells.map((row) => element("div", { class: "cells" }, ...row));
  const each = (action) => cells.forEach((row, i) => row.forEach((cell, j) => action(cell, i, j)));
  return {
    element: group(label, element("div", { class: "rows" }, ...rows)),
    read() {
      const texts = cells.map((row) => row.map((cell) => cell.value));
      return texts.flat().some((text) => text.trim()) ? texts : null;
    },
    write: (texts) => each((cell, i, j) => (cell.value = texts?.[i]?.[j] ?? "")),
    focus: () => cells[0][0].focus(),
    mark(wrong) {
      each((cell) => cell.removeAttribute("aria-invalid"));
      for (const [i, j] of wrong) cells[i][j].setAttribute("aria-invalid", "true");
    },
  };
}

function group(label, content) {
  const title = element("span", { class: "label" }, label);
  return element("div", { role: "group", "aria-label": label, class: "field" }, title, content);
}

// Whether a key belongs to an input method, where Enter confirms and arrows choose. Safari says it by the
// code alone.
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

// Up and down go to the next row; left and right are for the caret.
function moveInMatrix(event) {
  const row = event.target.parentElement;
  const [above, below] = [row.previousElementSibling, row.nextElementSibling];
  const next = { ArrowUp: above, ArrowDown: below }[event.key];
  if (!next || isComposing(event)) return;
  event.preventDefault();
  next.children[[...row.children].indexOf(event.target)].select();
}
