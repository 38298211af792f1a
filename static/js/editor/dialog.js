// A small dialog: title, content, a button that closes it. The browser keeps the focus inside and gives it back.

/** @returns {{dialog: HTMLDialogElement, body: HTMLElement}} shown at once, removed when closed */
export function openDialog(title) {
  const dialog = element("dialog", { className: "editor-dialog" });
  const heading = element("h2", { className: "editor-dialog-title", textContent: title, id: "editor-dialog-title" });
  const body = element("div");
  const close = element("button", { type: "button", className: "btn btn-outline-secondary btn-sm", textContent: "Đóng" });
  dialog.setAttribute("aria-labelledby", heading.id);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(heading, body, close);
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, body };
}

/** An element with properties and children. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
