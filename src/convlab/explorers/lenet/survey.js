// All test digits, moved as the reader's drawing is moved: how many a network still recognises.

const AT_ONCE = 30; // digits between two frames

// digits: lists of 64 numbers from 0 to 16; answers: what they are; see(reduced) gives the network's answer.
// progress(done) is called now and then. Resolves to a list of booleans, or to null once `stopped()` is true.
export async function surveyDigits(digits, answers, see, { progress, stopped }) {
  const right = [];
  for (const cells of digits) {
    const reduced = Float64Array.from(cells, (cell) => cell / 16);
    right.push(see(reduced) === answers[right.length]);
    if (right.length % AT_ONCE) continue;
    progress(right.length);
    await new Promise((resolve) => setTimeout(resolve));
    if (stopped()) return null;
  }
  return right;
}
