// A picture from the reader's disk as grey values; it is read here and goes nowhere else.

// The central square of an image file, size × size, grey by the luma weights of ITU-R BT.601, 0 to 1.
export async function readPicture(file, size) {
  const bitmap = await createImageBitmap(file);
  const side = Math.min(bitmap.width, bitmap.height);
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff"; // behind what is transparent
  context.fillRect(0, 0, size, size);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, left, top, side, side, 0, 0, size, size);
  const { data } = context.getImageData(0, 0, size, size);
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      const [red, green, blue] = data.subarray(4 * (i * size + j));
      return Math.round((1000 * (0.299 * red + 0.587 * green + 0.114 * blue)) / 255) / 1000;
    }),
  );
}
