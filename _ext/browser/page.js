// What every page does beside the theme.

// On a narrow screen the contents lie over the page: a chosen entry is to be seen.
addEventListener("click", ({ target }) => {
  if (target.closest("dialog a[href]")) target.closest("dialog").close();
});

// On paper the answers stand at the end, open, each with the heading that it belongs to.
const ANSWERS = ".bd-article details:is(.voice-solution, .voice-seen)";
let restore = [];

function headingOf(answer) {
  const before = [...document.querySelectorAll(".bd-article :is(h1, h2, h3)")].filter(
    (heading) => heading.compareDocumentPosition(answer) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const words = before.at(-1)?.cloneNode(true);
  words?.querySelectorAll(".headerlink, .minutes").forEach((part) => part.remove());
  return words?.textContent.trim() ?? "";
}

function moveAnswers(end) {
  let last = "";
  restore = [...document.querySelectorAll(ANSWERS)].map((answer) => {
    const place = document.createComment("answer");
    const title = Object.assign(document.createElement("h3"), { textContent: headingOf(answer) });
    const { open } = answer;
    answer.replaceWith(place);
    answer.open = true;
    if (title.textContent !== last) end.append(title);
    last = title.textContent;
    end.append(answer);
    return () => {
      title.remove();
      answer.open = open;
      place.replaceWith(answer);
    };
  });
  end.hidden = !restore.length;
}

const end = document.querySelector(".answers-on-paper");
if (end) {
  addEventListener("beforeprint", () => moveAnswers(end));
  addEventListener("afterprint", () => {
    for (const back of restore) back();
    end.hidden = true;
  });
}
