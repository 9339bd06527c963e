// A table: a row of heads, and rows whose first cell is their name.

import { element } from "./dom.js";

// heads: a text for each column, or [text, how many columns it stands over]; label: the accessible name, if the page has
// no title for it. draw(rows) takes for each row its cells, each a text, an element, or a list of both.
export function createTable(name, heads, label) {
  const body = element("tbody");
  const head = heads
    .map((one) => [one].flat())
    .map(([text, columns]) =>
      text ? element("th", { scope: "col", colspan: columns }, text) : element("td"),
    );
  const top = element("thead", {}, element("tr", {}, ...head));
  const root = element("table", { class: `convlab-table ${name}`, "aria-label": label }, top, body);
  const draw = (rows) => body.replaceChildren(...rows.map(line));
  return { element: root, rows: body.children, draw };
}

function line([name, ...cells]) {
  const made = cells.map((cell) => element("td", {}, ...[cell].flat()));
  return element("tr", {}, element("th", { scope: "row" }, ...[name].flat()), ...made);
}
