// A picture from the reader's disk; it is read here and goes nowhere else.

import { button, element } from "./dom.js";

// The central square of an image file, size × size, grey by the luma weights of ITU-R BT.601, 0 to 1.
export async function readPicture(file, size) {
  const grey = ([red, green, blue]) => 0.299 * red + 0.587 * green + 0.114 * blue;
  return levels(await squareOf(file, size), size, grey);
}

// The same in colour: red, green and blue, each size × size, 0 to 1.
export async function readColours(file, size) {
  const data = await squareOf(file, size);
  return [0, 1, 2].map((channel) => levels(data, size, (pixel) => pixel[channel]));
}

async function squareOf(file, size) {
  const bitmap = await createImageBitmap(file);
  const side = Math.min(bitmap.width, bitmap.height);
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff"; // behind what is transparent
  context.fillRect(0, 0, size, size);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, left, top, side, side, 0, 0, size, size);
  bitmap.close();
  return context.getImageData(0, 0, size, size).data;
}

// Rows of one value for each pixel, three decimals.
function levels(data, size, of) {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      const pixel = data.subarray(4 * (i * size + j));
      return Math.round((1000 * of(pixel)) / 255) / 1000;
    }),
  );
}

const PICTURES = ".png,.jpg,.jpeg,.gif,.webp,.bmp,.avif,.svg"; // what browsers can read

// A button that opens a picture from disk: open(file).
export function fileButton(label, signal, open) {
  const file = element("input", { type: "file", accept: PICTURES, hidden: true });
  const opened = () => {
    if (file.files[0]) open(file.files[0]);
    file.value = "";
  };
  file.addEventListener("change", opened, { signal });
  const opens = button(label, signal, () => file.click());
  return element("span", {}, opens, file);
}
