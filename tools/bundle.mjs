// Builds what the pages load: one script and one style sheet for the widgets, and style sheets for the
// book, its type and its formulas. All of it comes from node_modules, from anywidget's own wheel, and
// from _ext/browser/.
//
//     node tools/bundle.mjs <anywidget's nbextension/index.js> <folder to write>

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { stylesheet } from "./mathjax.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const BROWSER = join(ROOT, "_ext", "browser");
const [anywidgetFile, out] = process.argv.slice(2).map((path) => resolve(path));

// anywidget ships an AMD module: `define(["@jupyter-widgets/base"], factory)`. The wheel's file is
// taken, so it always has the version of the Python side. `define` is ours, and so is patience:
// anywidget gives a model two seconds to start, too little for a slow computer.
const PATIENCE = "AbortSignal.timeout(2e3)";
const source = readFileSync(anywidgetFile, "utf8");
if (!source.includes(PATIENCE)) throw new Error(`anywidget has no ${PATIENCE} any more`);

const anywidget = {
  name: "anywidget",
  setup(builder) {
    builder.onResolve({ filter: /^anywidget$/ }, () => ({ path: anywidgetFile }));
    builder.onLoad({ filter: /nbextension[\\/]index\.js$/ }, () => ({
      contents: `import * as base from "@jupyter-widgets/base";
        let module;
        const define = (_needs, factory) => { module = factory(base); };
        ${source.replace(PATIENCE, "AbortSignal.timeout(60e3)")}
        export default module;`,
      resolveDir: BROWSER,
    }));
  },
};

await build({
  entryPoints: ["widgets.js", "book.css", "styles/fonts.css"].map((name) => join(BROWSER, name)),
  entryNames: "[name]",
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome123", "firefox136", "safari17.5"],
  // HTML in a widget's description is cleaned by the browser's own parser: the usual package
  // for it brings two parsers of its own, a third of the bundle.
  alias: { "sanitize-html": join(BROWSER, "sanitize.js") },
  // ipywidgets would ask MathJax 2's queue to typeset each label. No page runs MathJax.
  define: { "window.MathJax": "undefined" },
  loader: { ".svg": "dataurl", ".woff2": "dataurl" },
  legalComments: "linked",
  plugins: [anywidget],
  logLevel: "warning",
});

writeFileSync(join(out, "math.css"), stylesheet());

const TYPES = [
  "@fontsource/source-serif-4",
  "@fontsource-variable/inter",
  "@fontsource/ibm-plex-mono",
];
const licences = TYPES.map((name) => {
  const text = readFileSync(join(ROOT, "node_modules", name, "LICENSE"), "utf8");
  return `${name}\n\n${text.trim()}\n`;
});
writeFileSync(join(out, "fonts.LICENSES.txt"), licences.join("\n\n"));
