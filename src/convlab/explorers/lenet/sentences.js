// The sentences of the LeNet explorer: templates come from the words, numbers from the network.

import { compose, element, factor, fill, long } from "../ui/dom.js";
import { spelledSum } from "../ui/sentences.js";
import { layerBelow } from "./unit.js";

const LISTED = 4; // terms of a dense unit that are written out

export function shareText(share) {
  return share.toFixed(2);
}

// What is on the pad: a test digit (its label is known then), a reader's drawing, or nothing.
export function padText({ blank, settings }, label, words) {
  if (label !== null) return fill(words.pad_digit, { n: settings.digit, label });
  return blank ? words.pad_empty : words.pad_own;
}

// What the network says, what a test digit is (its label, or null), and how the numbers become fewer.
export function status(state, label, words) {
  const { probabilities, answer, maps, blank, settings } = state;
  const list = (...names) => names.map((name) => maps[name].shape.join("×")).join(words.comma);
  const shapes = fill(words.shapes, {
    input: "28×28",
    maps: list("conv1", "pool1", "conv2", "pool2"),
    flat: list("dense1", "dense2", "dense3"),
  });
  const said = { answer, share: shareText(probabilities[answer]) };
  const answered = element("strong", {}, fill(blank ? words.empty : words.says, said));
  const known = label === null ? [] : [fill(words.of_digit, { n: settings.digit, label }), " "];
  return [answered, " ", ...known, shapes];
}

export function placeText({ layer, map, i, j }, words) {
  return fill(layer.startsWith("dense") ? words.place_flat : words.place, { layer, map, i, j });
}

// The unit, its value, and what it sees of the image.
export function unitTitle(unit, work, { size, boxes }, words) {
  const name = fill(words.chosen, { place: placeText(unit, words), value: long(work.value) });
  const box = boxes.input;
  const cut = box && (box.rows < size || box.columns < size);
  const template = box ? (cut ? words.field_cut : words.field) : words.field_whole;
  const range = (from, count) => `${from}–${from + count - 1}`;
  const sentence = fill(template, {
    rows: box && range(box.i, box.rows),
    columns: box && range(box.j, box.columns),
    size: `${size}×${size}`,
  });
  return [element("strong", {}, name), ". ", sentence];
}

// How the unit gets its number, written out: the sums of a convolution's parts, or the largest terms of a dense unit.
export function workText(unit, work, state, words) {
  if (work.kind === "pool") return poolText(unit, work, words);
  const terms =
    work.kind === "conv"
      ? work.parts.map(({ sum }) => factor(sum)).join(words.plus)
      : spelledSum(work.products, words, { many: LISTED, few: LISTED });
  const sum = element("strong", {}, long(work.sum));
  const said = [...compose(words.sum, { terms, bias: factor(work.bias), sum }), " "];
  if (unit.layer === "dense3") {
    const share = shareText(state.probabilities[unit.map]);
    return [...said, fill(words.probability, { share })];
  }
  const { activation } = state.network.variant;
  const numbers = { sum: long(work.sum), minus: long(-work.sum), value: long(work.value) };
  return [...said, fill(words[`through_${activation}`], numbers)];
}

function poolText({ layer, map, i, j }, { mode, window, winner, value }, words) {
  if (mode === "avg") {
    const list = Array.from(window, long).join(words.plus);
    return [fill(words.average, { list, value: long(value) })];
  }
  const place = {
    layer: layerBelow(layer),
    map,
    i: 2 * i + (winner >> 1),
    j: 2 * j + (winner % 2),
  };
  return [fill(words.largest, { value: long(value), place: placeText(place, words) })];
}
