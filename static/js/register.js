// The registers: a choice of columns or kind that does not wait for a second click.
// Empty fields do not clutter the address, so that it can be kept and sent.
for (const form of document.querySelectorAll("form.register-filter, form.list-filter")) {
  form.addEventListener("submit", () => {
    const empty = [...form.elements].filter((field) => field.name && !field.disabled && field.value === "");
    for (const field of empty) field.disabled = true;
    // Whoever comes back finds them usable.
    window.addEventListener("pageshow", () => { for (const field of empty) field.disabled = false; }, { once: true });
  });
}
