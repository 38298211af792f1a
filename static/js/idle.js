// Warns before the idle limit ends the session. Without this script the log-in page still says why.
const note = document.getElementById("idle");
const WARN_SECONDS = 120;

function touch() {
  clearTimeout(touch.timer);
  note.hidden = true;
  touch.timer = setTimeout(() => { note.hidden = false; }, (Number(note.dataset.seconds) - WARN_SECONDS) * 1000);
}

if (note) {
  note.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch(note.dataset.address, { redirect: "manual" });
    if (answer.ok) touch(); else location.reload();
  });
  // A request of htmx renews the session as a page does.
  document.addEventListener("htmx:afterRequest", touch);
  touch();
}
