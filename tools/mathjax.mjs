// MathJax in Node. Glyphs become SVG paths: Firefox loads no font beside a page opened from disk.

import mathjax from "mathjax";

const MathJax = await mathjax.init({
  loader: { load: ["input/tex", "output/svg", "a11y/assistive-mml"] },
  svg: { fontCache: "global" },
  startup: { typeset: false },
});
const { adaptor, output } = MathJax.startup;

export function typeset(tex, display) {
  const html = adaptor.outerHTML(MathJax.tex2svg(tex, { display }));
  const wrong = html.match(/data-mjx-error="([^"]*)"/);
  if (wrong) throw new Error(`${wrong[1]} in ${tex}`);
  return html;
}

// The glyphs of all formulas since the last call, once each; the formulas refer to them.
export function glyphs() {
  const paths = adaptor.outerHTML(output.fontCache.getCache());
  output.fontCache.clearCache();
  return `<svg xmlns="http://www.w3.org/2000/svg" style="display: none">${paths}</svg>`;
}

export function stylesheet() {
  return adaptor.textContent(MathJax.svgStylesheet());
}
