// Saves a report by itself while somebody types; the form works without it. Nothing is sent to the office.
const form = document.querySelector("[data-report-form]");
const status = form?.querySelector("[data-saved]");
const EVERY = 20000;
let changed = false;
let running = false;

async function save() {
  if (!changed || running || form.dataset.sent) return;
  running = true;
  changed = false;
  const data = new FormData(form);
  data.set("buoc", "tu-luu");
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body: data });
    const told = await answer.json();
    if (answer.ok) {
      form.querySelector("[name=version]").value = told.version;
      if (!changed) form.dispatchEvent(new Event("thidua:saved"));
      status.textContent = told.saved;
    } else {
      status.textContent = told.error;
    }
  } catch {
    changed = true; // the network or the session is away: tried again, and leaving the page still asks
    status.textContent = "Chưa tự lưu được, sẽ thử lại. Hãy giữ trang này mở.";
  } finally {
    running = false;
  }
}

if (form) {
  form.addEventListener("input", () => { changed = true; });
  // Sent while the page is saving by itself, the form would meet its own saved words as somebody else's.
  form.addEventListener("submit", (event) => {
    if (!running) return;
    event.preventDefault();
    const again = setInterval(() => {
      if (running) return;
      clearInterval(again);
      delete form.dataset.sent;
      form.requestSubmit(event.submitter);
    }, 100);
  });
  setInterval(save, EVERY);
}
