// MathJax in Node. Glyphs become SVG paths: Firefox loads no font beside a page opened from disk.

import mathjax from "mathjax";
import { optimize } from "svgo";

const MathJax = await mathjax.init({
  loader: { load: ["input/tex", "output/svg", "a11y/assistive-mml"] },
  svg: { fontCache: "none" },
  startup: { typeset: false },
});
const { adaptor } = MathJax.startup;

// MathJax gives each letter a group with a place of its own. A browser keeps account of every group in
// every frame, so that thousands of them slow down all that moves on the page: a formula becomes one path.
const ONE_PATH = {
  multipass: true,
  floatPrecision: 0, // a unit is a thousandth of an em
  plugins: [
    { name: "removeAttrs", params: { attrs: ["data-.*", "g:stroke.*"] } },
    "moveGroupAttrsToElems",
    "collapseGroups",
    "convertShapeToPath",
    "convertPathData",
    { name: "mergePaths", params: { force: true } },
  ],
};

// Rules of tables and letters that TeX's fonts lack are no paths: their places and styles stay.
function flattened(svg) {
  return /<(line|text)\b/.test(svg) ? svg : optimize(svg, ONE_PATH).data;
}

export function typeset(tex, display) {
  const html = adaptor.outerHTML(MathJax.tex2svg(tex, { display }));
  const wrong = html.match(/data-mjx-error="([^"]*)"/);
  if (wrong) throw new Error(`${wrong[1]} in ${tex}`);
  return html.replace(/<svg.*<\/svg>/s, flattened);
}

export function stylesheet() {
  return adaptor.textContent(MathJax.svgStylesheet());
}
