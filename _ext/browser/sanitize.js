// Cleans a fragment of HTML with the browser's own parser; stands in for the package
// `sanitize-html`, of which ipywidgets uses these two options.

function permitted(name, tag, allowed) {
  const patterns = [...(allowed["*"] ?? []), ...(allowed[tag] ?? [])];
  return patterns.some((p) => (p.endsWith("*") ? name.startsWith(p.slice(0, -1)) : name === p));
}

function isScript(value) {
  return /^\s*(javascript|data|vbscript):/i.test(value);
}

export default function sanitize(source, { allowedTags, allowedAttributes }) {
  const { body } = new DOMParser().parseFromString(source, "text/html");
  for (const element of [...body.querySelectorAll("*")].reverse()) {
    const tag = element.localName;
    if (!allowedTags.includes(tag)) {
      const kept = ["script", "style", "textarea"].includes(tag) ? [] : [...element.childNodes];
      element.replaceWith(...kept);
      continue;
    }
    for (const { name, value } of [...element.attributes]) {
      if (!permitted(name, tag, allowedAttributes) || isScript(value)) {
        element.removeAttribute(name);
      }
    }
  }
  return body.innerHTML;
}
