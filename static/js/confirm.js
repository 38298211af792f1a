// Turns a <details data-confirm> into a dialog: what will happen is read before it happens. Esc and "Thôi" close it.
for (const details of document.querySelectorAll("details[data-confirm]")) {
  const summary = details.querySelector("summary");
  const form = details.querySelector("form");
  const dialog = document.createElement("dialog");
  const title = form.querySelector(".confirm-title");
  dialog.className = "confirm-dialog";
  if (title) {
    title.id ||= `hoi-${Math.random().toString(36).slice(2)}`;
    dialog.setAttribute("aria-labelledby", title.id);
  }
  dialog.append(form);
  details.after(dialog);
  const close = form.querySelector("[data-close]");
  if (close) {
    close.hidden = false;
    close.addEventListener("click", () => dialog.close());
  }
  summary.setAttribute("aria-haspopup", "dialog");
  summary.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  dialog.addEventListener("close", () => summary.focus());
  // A click on the ground around it closes it, as people expect.
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  if (form.querySelector(".is-invalid, [data-open]")) dialog.showModal();
}
