// The buttons beneath the pad, the moves behind one of them, and what all test digits say of the network with these.

import { button, element, fill } from "../ui/dom.js";
import { createField } from "../ui/field.js";
import { shareText } from "./sentences.js";
import { STILL, digitSettings } from "./settings.js";

const AT_ONCE = 30; // digits between two frames

// digits: of the test, lists of 64 numbers from 0 to 16; answers: what they are; answer(reduced, settings): what the
// network says.
export function createTools(stage, { pad, digits, answers, answer }) {
  const { words, signal, now, change } = stage;
  const again = button("", signal, () => change(digitSettings(digits, now().digit)));
  const result = element("span", { class: "tally", "aria-live": "polite" });
  const moves = Object.keys(STILL).map((trait) => {
    return { trait, ...createField(trait, words[trait], { text: true }) };
  });
  const fields = element("div", { class: "tools distort", hidden: true });
  fields.append(...moves.map((one) => one.element));
  fields.append(button(words.straight, signal, () => change(STILL)));
  const distort = button(words.distort, signal, () => unfold(fields.hidden));
  const root = element("div", { class: "tools" });
  root.append(button(words.clear, signal, pad.clear), button(words.undo, signal, pad.undo), again);
  root.append(distort, button(words.survey, signal, survey));
  root.append(button(words.mistake, signal, nextMistake), result);
  unfold(false);
  let known = { key: "", right: null }; // which digits are recognised with which settings
  let running = 0;
  let moved = ""; // the moves that were last made

  const keyOf = (settings) =>
    String(["network", ...Object.keys(STILL)].map((name) => settings[name]));

  // Which test digits are recognised with the present network and moves: a list of booleans, or null if these change
  // meanwhile.
  async function survey() {
    const [settings, run] = [now(), ++running];
    const [key, all] = [keyOf(settings), digits.length];
    if (known.key !== key) {
      const right = [];
      for (const [n, cells] of digits.entries()) {
        const reduced = Float64Array.from(cells, (cell) => cell / 16);
        right.push(answer(reduced, settings) === answers[n]);
        if (right.length % AT_ONCE) continue;
        result.textContent = fill(words.surveying, { done: right.length, all });
        await new Promise((resolve) => setTimeout(resolve));
        if (signal.aborted || run !== running || keyOf(now()) !== key) return null;
      }
      known = { key, right };
    }
    const right = known.right.filter(Boolean).length;
    result.textContent = fill(words.surveyed, { right, all, share: shareText(right / all) });
    return known.right;
  }

  async function nextMistake() {
    const rights = await survey();
    if (!rights) return;
    const from = now().digit + 1;
    const order = digits.map((_, n) => (from + n) % digits.length);
    const next = order.find((n) => !rights[n]);
    if (next === undefined) return result.append(" ", words.no_mistake);
    change(digitSettings(digits, next));
  }

  function unfold(open) {
    fields.hidden = !open;
    distort.setAttribute("aria-expanded", String(open));
  }

  // Other settings than those of the count make it void. A move that is made from elsewhere is shown.
  function update(settings) {
    for (const { trait, show } of moves) show(settings[trait]);
    const made = moves.map(({ trait }) => settings[trait]);
    if (made.some(Boolean) && String(made) !== moved) unfold(true);
    moved = String(made);
    again.textContent = fill(words.again, { n: settings.digit });
    if (keyOf(settings) !== known.key) result.textContent = "";
  }

  return { element: root, fields, update };
}
