// An exercise: fields for its answers, checked in the page by Enter or a button.

import { button, element } from "../explorers/ui/dom.js";
import { checkAnswer } from "./check.js";
import { createField, isComposing } from "./fields.js";

export function render({ model, el }) {
  const life = new AbortController();
  const [words, questions] = [model.get("words"), model.get("questions")];
  const fields = questions.map((question, n) =>
    createField(question, `question ${n}`, words, life.signal),
  );
  const check = button(words.check, life.signal, submit);
  const parts = [...fields.map((field) => field.element), check];
  const form = element("form", { "aria-label": words.title, autocomplete: "off" }, ...parts);

  // Show answers, by label, and what is to be said of them; returns whether all are right.
  function show(answers) {
    const told = questions.map((question) => {
      const given = answers[question.label];
      return given === undefined ? null : checkAnswer(question, given, words);
    });
    fields.forEach((field, n) => {
      if (told[n]) field.write(answers[questions[n].label]);
      field.tell(told[n]);
    });
    const solved = told.every((feedback) => feedback?.right);
    el.classList.toggle("solved", solved);
    return solved;
  }

  function submit() {
    const typed = questions.map(({ label }, n) => [label, fields[n].read()]);
    const answers = Object.fromEntries(typed.filter(([, given]) => given !== null));
    model.set({ answers, solved: show(answers) });
    model.save_changes();
    if (Object.keys(answers).length) return;
    fields[0].tell({ says: words.empty, cells: [] }); // after what `follow` shows of no answers
    fields[0].focus();
  }

  const follow = () => show(model.get("answers"));
  // A notebook's front end does not let a form be submitted.
  const enter = (event) => {
    if (event.key !== "Enter" || event.target === check || isComposing(event)) return;
    event.preventDefault();
    submit();
  };
  form.addEventListener("keydown", enter, { signal: life.signal });
  // A key pressed here is no shortcut of the page or of a notebook.
  el.addEventListener("keydown", (event) => event.stopPropagation(), { signal: life.signal });
  model.on("change:answers", follow);
  life.signal.addEventListener("abort", () => model.off("change:answers", follow));

  el.dataset.exercise = "";
  el.classList.add("convlab-exercise");
  el.append(form);
  follow();
  return () => life.abort();
}
