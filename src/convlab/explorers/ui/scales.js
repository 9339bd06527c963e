// Scales of colours that stay while a hand changes numbers, so that a colour goes on meaning the same number.

import { SIGNED, scaleFor } from "./colours.js";

// scale(name, numbers, options) is that of a panel, as scaleFor makes it, or as it was while `byHand()`. held() says whether
// some panel's would be another one.
export function createScales(byHand) {
  const scales = {};
  const others = new Set();

  function scale(name, numbers, options) {
    const fresh = scaleFor(numbers, options);
    const kept = byHand() && scales[name] ? inPalette(scales[name], fresh) : fresh;
    const same = ["palette", "low", "high"].every((part) => kept[part] === fresh[part]);
    if (same) others.delete(name);
    else others.add(name);
    scales[name] = kept;
    return kept;
  }

  return { scale, held: () => others.size > 0 };
}

// A scale from black to white says nothing of negative numbers.
function inPalette(kept, fresh) {
  if (kept.palette === fresh.palette || kept.palette === SIGNED) return kept;
  return { ...fresh, low: -kept.high, high: kept.high };
}

// Whether some of several matrices has a negative number: what is made of none has none.
export function anyNegative(...matrices) {
  return matrices.some(({ data }) => data.some((value) => value < 0));
}
