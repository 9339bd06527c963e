// What travels with a page for a network: numbers as base64.

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
