// What every page does beside the theme.

// On a narrow screen the contents lie over the page: a chosen entry is to be seen.
addEventListener("click", ({ target }) => {
  if (target.closest("dialog a[href]")) target.closest("dialog").close();
});
