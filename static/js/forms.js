// Small help for forms; every form works without it.

// The summary of errors gets the focus, so that a screen reader reads it and Tab goes on from there.
document.querySelector("[data-focus]")?.focus();

// What takes longer than this (ms) says that it goes on.
const PATIENCE = 1000;

// A second click on a slow machine sends nothing twice, and long work shows that it is under way.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "1";
    setTimeout(() => { if (!event.defaultPrevented) showBusy(form); }, PATIENCE);
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const line of document.querySelectorAll(".busy-line")) line.remove();
});

function showBusy(form) {
  if (form.querySelector(".busy-line")) return;
  const line = document.createElement("p");
  line.className = "progress-line busy-line";
  line.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "Đang xử lý");
  line.append(bar, form.dataset.busy || "Đang xử lý, xin chờ…");
  form.append(line);
}

// Leaving a page with unsaved text asks first.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let dirty = form.dataset.guard === "dirty";
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  form.addEventListener("thidua:saved", () => { dirty = false; }); // by itself, see editor/autosave.js
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}
