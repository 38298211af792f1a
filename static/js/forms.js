// Small help for forms; every form works without it.

// The summary of errors gets the focus, so that a screen reader reads it and Tab goes on from there.
document.querySelector("[data-focus]")?.focus();

// A second click on a slow machine sends nothing twice.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "1";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Leaving a page with unsaved text asks first.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let dirty = form.dataset.guard === "dirty";
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  form.addEventListener("thidua:saved", () => { dirty = false; }); // by itself, see editor/autosave.js
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}
