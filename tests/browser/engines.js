// In a page of the built book: what its explorers and exercises say as it opens, and after every change.
// For whichever browser has the page open.
// oxlint-disable-next-line no-unused-vars -- the test calls it
async function whatItSays() {
  const settle = async () => {
    for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
  };
  const until = async (holds) => {
    for (let n = 0; n < 200; n++) {
      if (holds()) return;
      await new Promise((end) => setTimeout(end, 100));
    }
    throw new Error(`waited in vain until ${holds}`);
  };
  const tell = (control) => {
    for (const type of ["input", "change"])
      control.dispatchEvent(new Event(type, { bubbles: true }));
  };
  const said = [];

  for (const stage of document.querySelectorAll("[data-explorer]")) {
    const name = stage.dataset.explorer;
    const say = async (change) => {
      await settle();
      const lines = [...stage.querySelectorAll("[role=status], [role=alert]")];
      const words = lines.map((line) => line.textContent.trim()).join(" ");
      const { shape, data } = stage.output;
      said.push({ what: `${name}, ${change}`, words, shape: [...shape], data: [...data] });
    };
    stage.closest("section").scrollIntoView();
    await say("as it opens");
    const controls = stage.closest(".convlab-explorer").querySelector(".convlab-controls");
    for (const number of controls.querySelectorAll("input[type=number]")) {
      if (!/^\d+$/.test(number.value)) continue; // a learning rate has steps of its own
      number.value = Number(number.value) + 1;
      tell(number);
      await say(`${number.labels[0].textContent} + 1`);
    }
    for (const select of controls.querySelectorAll("select")) {
      select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
      tell(select);
      await say(`${select.labels[0].textContent}, the next`);
    }
    if (name !== "training") continue;
    const before = stage.output.data; // a worker takes this step
    [...stage.querySelectorAll("button")].find((button) => button.textContent === "Step").click();
    await until(() => stage.output.data.some((value, n) => value !== before[n]));
    await say("one step");
  }

  for (const exercise of document.querySelectorAll(".convlab-exercise")) {
    for (const field of exercise.querySelectorAll("input:not([type=radio])")) {
      field.value = "1";
      tell(field);
    }
    [...exercise.querySelectorAll("button")]
      .find(({ textContent }) => textContent === "Check")
      .click();
    await settle();
    said.push({
      what: "an exercise, 1 everywhere",
      words: exercise.textContent,
      shape: [0],
      data: [],
    });
  }
  return said;
}
