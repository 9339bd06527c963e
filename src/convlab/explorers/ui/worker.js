// A worker of a stage, made from its linked script: it works on a page opened from disk, where a file could not.

// onMessage(data) for what it says, onError(text) for what goes wrong in it. It ends with the signal; the returned
// function sends it a message.
export function startWorker(source, signal, onMessage, onError) {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(url);
  const forget = () => URL.revokeObjectURL(url);
  worker.addEventListener("message", forget, { once: true }); // from here on it has its script
  worker.addEventListener("message", ({ data }) => !signal.aborted && onMessage(data));
  worker.addEventListener("error", ({ message }) => onError(message));
  signal.addEventListener("abort", () => {
    forget();
    worker.terminate();
  });
  return (message) => worker.postMessage(message);
}
