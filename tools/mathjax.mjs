// MathJax in Node. Glyphs become SVG paths: Firefox loads no font beside a page opened from disk.

import mathjax from "mathjax";

const MathJax = await mathjax.init({
  loader: { load: ["input/tex", "output/svg", "a11y/assistive-mml"] },
  svg: { fontCache: "local" },
  startup: { typeset: false },
});

export const { adaptor } = MathJax.startup;

export function typeset(tex, display) {
  return MathJax.tex2svg(tex, { display });
}

export function stylesheet() {
  return adaptor.textContent(MathJax.svgStylesheet());
}
