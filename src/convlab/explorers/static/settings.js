// Settings between the model, which knows an option by its number, and the stage, which knows it by its name.

export function readSettings(model, names) {
  const choices = model.get("choices");
  const named = (name) => choices[name]?.[model.get(name)] ?? model.get(name);
  return Object.fromEntries(names.map((name) => [name, named(name)]));
}

export function writeSettings(model, settings) {
  const choices = model.get("choices");
  for (const [name, value] of Object.entries(settings)) {
    const stored = choices[name] ? choices[name].indexOf(value) : value;
    if (model.get(name) !== stored) model.set(name, stored);
  }
}

// Equality of numbers, words and nested lists: a kernel sends back equal lists that are not the same object.
export function same(a, b) {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((value, n) => same(value, b[n]));
}
