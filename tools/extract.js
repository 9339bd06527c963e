// Turns an open page of the built book into a text for paper or an e-book; runs in that page.
//
// `still`: how the explorers' pictures are named; `pages`: the short names of all pages that the
// result will hold; `paper`: one document for all pages, with formulas as drawings and everything
// unfolded, instead of an e-book's one for each. Returns the page's title and content as XHTML.

export function extract({ still, pages, paper }) {
  const here = location.pathname
    .split("/")
    .pop()
    .replace(/\.html$/, "");
  const shown = document.querySelector("main article") ?? document.querySelector("main");
  const article = shown.cloneNode(true);
  const all = (selector) => [...article.querySelectorAll(selector)];

  function stillPicture(widget, number) {
    const figure = document.createElement("figure");
    const explorer = widget.querySelector("[data-explorer]");
    if (explorer) {
      const image = figure.appendChild(document.createElement("img"));
      image.src = `${still}${number}.png`;
      const shapes = [...widget.querySelectorAll('[role="status"]')].map(
        (line) => line.textContent,
      );
      image.alt = `The explorer ${explorer.dataset.explorer}. ${shapes.join(" ").trim()}`;
    }
    const line = figure.appendChild(document.createElement(explorer ? "figcaption" : "p"));
    line.className = "elsewhere";
    line.textContent = explorer
      ? `A still picture. The live explorer is in the book's page ${here}.html.`
      : `The book's page ${here}.html checks your answer.`;
    widget.replaceWith(figure);
  }

  function formula(container) {
    const math = container.querySelector("math");
    const drawing = container.querySelector("svg");
    if (paper || !math) {
      if (math) drawing.setAttribute("aria-label", math.textContent);
      drawing.setAttribute("role", "img");
      container.replaceWith(drawing);
    } else {
      const isBlock = container.hasAttribute("display");
      math.setAttribute("display", isBlock ? "block" : "inline");
      container.replaceWith(math);
    }
  }

  // Where a link leads within the result; null for what the result does not hold.
  function address(href) {
    if (/^[a-z]+:/.test(href)) return href;
    const [path, place] = href.split("#");
    const page = path
      ? path
          .split("/")
          .pop()
          .replace(/\.html$/, "")
      : here;
    if (!pages.includes(page)) return null;
    if (paper) return place ? `#${page}--${place}` : `#${page}`;
    return (path ? `${page}.xhtml` : "") + (place ? `#${place}` : "");
  }

  function relink(link) {
    const href = address(link.getAttribute("href"));
    if (href === null) link.replaceWith(...link.childNodes);
    else link.setAttribute("href", href);
  }

  // Attributes that only scripts use, and those that an e-book's checker refuses.
  const OLD = ["align", "border", "valign", "width", "height", "bgcolor", "tabindex", "loading"];
  const seen = new Set();
  function tidy(element) {
    const isDrawn = element.namespaceURI !== "http://www.w3.org/1999/xhtml";
    for (const { name } of [...element.attributes]) {
      if (/^(data-|on)/.test(name) || (!isDrawn && OLD.includes(name))) {
        element.removeAttribute(name);
      }
    }
    if (element.id && seen.has(element.id)) element.removeAttribute("id");
    seen.add(element.id);
    if (paper && element.id && !isDrawn) element.id = `${here}--${element.id}`;
    if (element.localName === "details") element.open = paper;
  }

  all(".widget-subarea").forEach(stillPicture);
  // What waits for a click or a script, and code that is folded away since it shows a widget.
  const idle =
    "script, style, noscript, button, input, .headerlink, .only-dark, .answers-on-paper, .minutes, details.hide";
  all(idle).forEach((element) => element.remove());
  all("mjx-container").forEach(formula);
  all("a[href]").forEach(relink);
  [article, ...all("*")].forEach(tidy);
  return {
    title: article.querySelector("h1")?.textContent.trim() ?? document.title,
    content: new XMLSerializer().serializeToString(article),
  };
}
