// The draft is kept by itself after three seconds of rest, and before the page is left or the session ends.
// Nothing is stored in the browser: machines are shared. What could not be saved stays on the screen.
const REST_MS = 3_000;
const AGAIN_MS = 20_000;

export class Autosave {
  /**
   * @param form the form of the draft; its `version` field follows what the server answers
   * @param status the line that says what happened (aria-live)
   * @param flush brings the editor's text into the form
   */
  constructor(form, status, flush) {
    Object.assign(this, { form, status, flush, dirty: false, sending: null, stopped: false, timer: 0 });
    form.addEventListener("input", () => this.touch());
    form.addEventListener("change", () => this.touch());
    form.addEventListener("submit", (event) => this.waitForAnswer(event), { capture: true });
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.now(); });
    document.addEventListener("thidua:before-logout", () => this.now());
  }

  touch() {
    this.dirty = true;
    if (!this.stopped && !this.sending) this.later(REST_MS);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), wait);
  }

  /** Saves what has changed; at most one request is under way. */
  async now() {
    clearTimeout(this.timer);
    if (!this.dirty || this.stopped || this.sending) return;
    this.flush();
    this.dirty = false;
    this.say("Đang lưu…");
    this.sending = this.send();
    const wait = await this.sending;
    this.sending = null;
    if (this.dirty && !this.stopped) this.later(wait || REST_MS);
  }

  async send() {
    const data = new FormData(this.form);
    data.set("autosave", "1");
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST", body: data, redirect: "manual", headers: { Accept: "application/json" },
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) return this.ended();
      return this.read(answer.status, await answer.json());
    } catch {
      this.dirty = true;
      this.say("Chưa tự lưu được, sẽ thử lại. Chữ vẫn còn trên màn hình.", true);
      return AGAIN_MS;
    }
  }

  read(status, answer) {
    if (answer.saved) {
      this.form.elements.version.value = answer.version;
      this.say(`Đã lưu lúc ${answer.at}`);
      if (!this.dirty) this.form.dispatchEvent(new CustomEvent("thidua:saved"));
      return 0;
    }
    this.dirty = true;
    if (answer.conflict || answer.refused) {
      this.stopped = true;
      this.say(answer.refused ?? "Người khác vừa lưu văn bản này. Bấm “Lưu bản thảo” để so sánh và gộp hai bản.", true);
    } else if (answer.errors) {
      this.say(`Chưa tự lưu: ${Object.values(answer.errors).flat().join(" ")}`, true);
    } else throw new Error(`answer ${status}`);
    return AGAIN_MS;
  }

  /** The text of the form was saved in another way; `text` says how. */
  took(text) {
    clearTimeout(this.timer);
    this.dirty = false;
    this.say(text);
    this.form.dispatchEvent(new CustomEvent("thidua:saved"));
  }

  ended() {
    this.dirty = true;
    this.stopped = true;
    this.say("Phiên đã hết, chữ còn ở đây. Hãy đăng nhập lại ở một thẻ khác của trình duyệt, rồi bấm “Lưu bản thảo”.", true);
    return 0;
  }

  /** "Lưu" while a save is under way: its answer first, or the version would be an old one. */
  async waitForAnswer(event) {
    clearTimeout(this.timer);
    if (!this.sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.sending;
    this.sending = null;
    this.form.requestSubmit(event.submitter);
  }

  say(text, isWarning = false) {
    this.status.textContent = text;
    this.status.classList.toggle("save-warning", isWarning);
  }
}
