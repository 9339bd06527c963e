// What travels with a page for a network: numbers as base64, and images of another size.

export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

// Numbers from base64 of little-endian half precision (IEEE 754 binary16), as float32.
export function float16(base64) {
  const bytes = bytesOf(base64);
  return Float32Array.from({ length: bytes.length / 2 }, (_, n) => {
    const bits = bytes[2 * n] | (bytes[2 * n + 1] << 8);
    const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
    if (exponent === 31) return fraction ? NaN : sign * Infinity;
    return sign * (exponent ? (1024 + fraction) * 2 ** (exponent - 25) : fraction * 2 ** -24);
  });
}

// A square image enlarged: bilinear between the pixels' centres, the edges clamped (align_corners=False).
export function resize(image, from = 8, to = 28) {
  const steps = Array.from({ length: to }, (_, i) => {
    const place = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
    const first = Math.min(Math.floor(place), from - 1);
    return { first, second: Math.min(first + 1, from - 1), share: place - first };
  });
  const large = new Float64Array(to * to);
  const mixed = (row, { first, second, share }) =>
    image[row * from + first] * (1 - share) + image[row * from + second] * share;
  steps.forEach((down, i) => {
    steps.forEach((across, j) => {
      const [above, below] = [mixed(down.first, across), mixed(down.second, across)];
      large[i * to + j] = above * (1 - down.share) + below * down.share;
    });
  });
  return large;
}
