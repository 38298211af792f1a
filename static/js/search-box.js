// Ctrl + / puts the cursor into the search of all texts. A key held down with it: a bare "/" would take letters from
// those who speak or scan instead of typing (WCAG 2.1.4).
const box = document.querySelector("#tim-toan-van, #id_tim");

document.addEventListener("keydown", (event) => {
  if (box && event.key === "/" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});
