// The review of a read paper: what stands in a field is shown in the source. Without script the links beside the
// fields lead to the lines.
const source = document.querySelector("[data-source]");
const form = document.getElementById("xem-lai");

if (source && form) {
  form.addEventListener("focusin", (event) => show(event.target.name ?? ""));
  source.addEventListener("click", (event) => follow(event.target.closest("mark")));
}

/** Marks the words that a field was read from, and moves the source, not the page, to them. */
function show(name) {
  const words = [...source.querySelectorAll(`mark[data-field="${CSS.escape(name)}"]`)];
  const lines = [...source.querySelectorAll(`li[data-part="${CSS.escape(name)}"]`)];
  for (const old of source.querySelectorAll(".is-here, .is-part")) old.classList.remove("is-here", "is-part");
  for (const word of words) word.classList.add("is-here");
  for (const line of lines) line.classList.add("is-part");
  const first = words[0] ?? lines[0];
  if (!first) return;
  const [box, there] = [source.getBoundingClientRect(), first.getBoundingClientRect()];
  if (there.top < box.top || there.bottom > box.bottom) source.scrollTop += there.top - box.top - box.height / 4;
}

/** From marked words to what is said about them. */
function follow(mark) {
  const said = mark?.dataset.repair && document.getElementById(`sua-${mark.dataset.repair}`);
  const field = !said && mark?.dataset.field && form.elements[mark.dataset.field];
  (said || field || null)?.focus();
}
