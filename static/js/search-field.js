// Suggestions for a box that names a unit, a person or a user, from the address in data-search, in a native
// <datalist>. Without this script the full name is typed; the server resolves both alike.
const WAIT_MS = 180;
const SHORTEST = 2;
const asked = new WeakMap();

function listOf(box) {
  let list = box.list;
  if (!list) {
    list = document.createElement("datalist");
    list.id = `goi-y-${Math.random().toString(36).slice(2)}`;
    box.after(list);
    box.setAttribute("list", list.id);
  }
  return list;
}

// The browser drops options that do not hold what was typed, tone marks and all; the words typed go into the label.
function option(found, typed) {
  const element = document.createElement("option");
  element.value = found.text;
  const shown = `${found.text} ${found.note}`.toLowerCase().includes(typed.toLowerCase());
  element.label = shown ? found.note : `${found.note} (${typed})`;
  return element;
}

async function suggest(box) {
  const typed = box.value.trim();
  asked.get(box)?.abort();
  if (typed.length < SHORTEST) return;
  const stop = new AbortController();
  asked.set(box, stop);
  try {
    const address = new URL(box.dataset.search, location.href);
    address.searchParams.set("q", typed);
    const answer = await fetch(address, { signal: stop.signal, redirect: "manual" });
    if (!answer.ok) return;
    const found = await answer.json();
    if (found.length === 1 && found[0].text === box.value) return;
    listOf(box).replaceChildren(...found.map((each) => option(each, typed)));
  } catch (error) {
    if (error.name !== "AbortError") console.warn("Không lấy được gợi ý:", error.message);
  }
}

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("input[data-search]")) listOf(target);
});
document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches("input[data-search]") || event.isComposing) return;
  clearTimeout(box.searchTimer);
  box.searchTimer = setTimeout(() => suggest(box), WAIT_MS);
});
document.addEventListener("compositionend", ({ target }) => {
  if (target.matches("input[data-search]")) suggest(target);
});
