// What hands do to a block of numbers: typing in the cells of a grid, and opening a picture.

import { fill } from "../ui/dom.js";
import { edited } from "./settings.js";

// numbers: the blocks, as the spec has them. now() are the settings; change(patch) and edit(patch), by a reader's hand, ask
// for others, and return what is wrong with them; say({ sentence, where }) tells a reader; while busy(), cells may go with
// what was typed in them.
export function createEditing({ numbers, words, busy, now, change, edit, say }) {
  const blockOf = (trait) => numbers.find((block) => block.trait === trait);
  let opened = 0; // pictures that were chosen so far

  // What an editable grid needs for one block of numbers. What cannot be, or cannot be read, brings back the number
  // that was there before the reader began to type. A grid that shows a part of the block has a name, `what`, and
  // says where in the block its cell [i, j] stands, at(i, j).
  function editing(trait, { what = blockOf(trait).what, at = (i, j) => [i, j] } = {}) {
    const put = (place, value) => edit({ [trait]: edited(now()[trait], place, value) });
    const giveBack = (place, first) => {
      const present = place.reduce((part, index) => part[index], now()[trait]);
      if (first !== undefined && present !== first) put(place, first);
    };
    return {
      onEdit: (i, j, value, first) => {
        const problem = !busy() && put(at(i, j), value);
        if (!problem) return;
        giveBack(at(i, j), first);
        say({ sentence: problem.sentence, where: what });
      },
      onRefuse: (i, j, text, first) => {
        if (busy()) return;
        giveBack(at(i, j), first);
        say({ sentence: fill(words.not_a_number, { where: what, i, j, text }), where: what });
      },
    };
  }

  // Put a picture from disk in a block of numbers; of several, the last that was chosen.
  function open(trait, reading, file) {
    const turn = ++opened;
    const { name } = blockOf(trait);
    reading.then(
      (picture) => turn === opened && change({ [name]: "own", [trait]: picture }),
      () => turn === opened && say({ sentence: fill(words.not_a_picture, { name: file.name }) }),
    );
  }

  return { editing, open };
}
