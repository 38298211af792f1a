// The idle limit: a warning two minutes before, what is typed may be saved, then the session ends and the text stays
// on the screen. Without this script the server ends the session alike, and the log-in page says why.
// Editors listen on document for "thidua:before-logout" and save; it comes once, SAVE_SECONDS before the end.
const WARN_SECONDS = 120;
const SAVE_SECONDS = 20;
const PING_SECONDS = 60;
const SPOKEN = [120, 60, 30];
const KEY = "thidua.thao-tac";

const note = document.getElementById("idle");
let own = Date.now();
let pinged = Date.now();
let saved = false;
let ended = false;

// What is done in any tab counts in all of them.
function lastUse() {
  try { return Math.max(own, Number(localStorage.getItem(KEY)) || 0); } catch { return own; }
}

function used() {
  own = Date.now();
  saved = false;
  try { localStorage.setItem(KEY, String(own)); } catch { /* this tab alone then */ }
}

async function ask() {
  pinged = Date.now();
  try {
    const answer = await fetch(note.dataset.address, { redirect: "manual", headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return undefined; // no network: nobody knows
  }
}

async function keepAlive() {
  used();
  if (Date.now() - pinged < PING_SECONDS * 1000) return;
  if ((await ask()) === null) end();
}

function element(name, text, more = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...more });
}

const clock = element("strong", "");
clock.setAttribute("aria-hidden", "true");
const spoken = element("span", "", { className: "visually-hidden" });
spoken.setAttribute("role", "status");

function time(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function warn(seconds) {
  if (note.hidden) {
    note.removeAttribute("role"); // the seconds are not to be read out one by one
    const line = element("p", "Bạn sắp được đăng xuất vì không thao tác. Còn ");
    line.append(clock);
    const go = element("button", "Tiếp tục làm việc", { className: "btn btn-primary btn-sm", type: "button" });
    go.addEventListener("click", async () => { pinged = 0; await keepAlive(); });
    note.replaceChildren(line, go);
    note.hidden = false;
  }
  clock.textContent = time(seconds);
  const mark = SPOKEN.find((at) => seconds <= at && seconds > at - 2);
  if (mark) spoken.textContent = `Còn ${mark} giây bạn sẽ được đăng xuất. Bấm phím bất kỳ hoặc nút Tiếp tục làm việc.`;
}

async function end() {
  if (ended) return;
  ended = true;
  const form = document.querySelector("form[action$='/dang-xuat/']");
  if (form) await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => {});
  const line = element("p", "Bạn đã được đăng xuất. Chữ đang soạn vẫn còn trên màn hình: hãy đăng nhập ở thẻ mới, rồi trở lại đây để lưu.");
  const log_in = element("a", "Đăng nhập ở thẻ mới", { className: "btn btn-primary btn-sm", target: "_blank", href: note.dataset.login || "/dang-nhap/" });
  note.replaceChildren(line, log_in);
  note.setAttribute("role", "alert");
  note.hidden = false;
}

// After a new log-in in another tab this page goes on: its forms get the token of the new session.
async function back() {
  const answer = await ask();
  if (!answer) return;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = answer.token;
  ended = false;
  used();
  note.replaceChildren(element("p", "Đã đăng nhập lại. Hãy lưu phần đang soạn."));
  document.dispatchEvent(new CustomEvent("thidua:logged-in", { detail: { token: answer.token } }));
  setTimeout(() => { note.hidden = true; }, 6000);
}

function tick() {
  if (ended) return;
  const left = Math.ceil(Number(note.dataset.seconds) - (Date.now() - lastUse()) / 1000);
  if (left > WARN_SECONDS) {
    if (note.querySelector("button")) note.hidden = true;
    return;
  }
  if (left <= SAVE_SECONDS && !saved) {
    saved = true;
    document.dispatchEvent(new CustomEvent("thidua:before-logout", { detail: { seconds: Math.max(left, 0) } }));
  }
  if (left <= 0) end(); else warn(left);
}

if (note) {
  document.body.append(spoken);
  used();
  for (const kind of ["keydown", "pointerdown", "wheel", "input"]) {
    document.addEventListener(kind, () => { if (!ended) keepAlive(); }, { passive: true });
  }
  document.addEventListener("visibilitychange", () => { if (ended && !document.hidden) back(); });
  setInterval(tick, 1000);
}
