// A paper sent to the unit was opened: say so to the server, once, and show it. Without this script there is a button.
for (const form of document.querySelectorAll("form[data-seen]")) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
    redirect: "manual",
  }).catch(() => null);
  if (!answer?.ok) continue;
  const note = document.createElement("p");
  note.className = "quiet";
  note.setAttribute("role", "status");
  note.textContent = "Đã ghi nhận đơn vị đã xem.";
  form.replaceWith(note);
  for (const when of document.querySelectorAll("[data-when-seen]")) when.textContent = "vừa xem";
}
