// The findings beside the editor: their buttons work without leaving the page, and what was typed stays.
// Without this script each button sends the form, and the page comes again.
import { TextSelection } from "../../vendor/prosemirror/prosemirror.min.js";
import { placesOf } from "./find.js";
import { docOf } from "./schema.js";

const ACTS = ["fix", "dismiss", "undismiss", "check"];

export class Checks {
  /**
   * @param view the editor; `textarea` its field, filled by `flush`
   * @param autosave may be undefined; `say` tells what happened (aria-live)
   */
  constructor(view, textarea, { flush, say, autosave }) {
    this.panel = document.getElementById("findings");
    if (!this.panel) return;
    Object.assign(this, { view, textarea, form: textarea.form, flush, say, autosave });
    textarea.parentElement.addEventListener("thidua:jump", (event) => {
      event.preventDefault();
      this.goTo(event.detail);
    });
    this.form.addEventListener("submit", (event) => {
      const { submitter } = event;
      if (!ACTS.includes(submitter?.name)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (submitter.name === "fix") this.fix(submitter);
      else this.ask(submitter);
    }, { capture: true });
    this.panel.addEventListener("htmx:beforeSwap", (event) => this.keep(event));
    this.panel.addEventListener("htmx:afterSwap", () => this.restore());
  }

  /** Selects the words in the body. What a label shows is no part of the text here. */
  goTo({ quote, line }) {
    this.flush();
    const { doc, tr } = this.view.state;
    const above = this.textarea.value.split("\n").slice(0, line - 1).join("\n").toLowerCase();
    for (let words = quote; words; words = words.split(" ").slice(1).join(" ")) {
      const places = placesOf(doc, words);
      const place = places[Math.min(above.split(words.toLowerCase()).length, places.length) - 1];
      if (!place) continue;
      this.view.focus();
      this.view.dispatch(tr.setSelection(TextSelection.create(doc, ...place)).scrollIntoView());
      this.view.dom.closest(".editor-frame").scrollIntoView({ block: "nearest" });
      return;
    }
    this.say("Đoạn chữ này đã thay đổi; danh sách nhận xét đang được xem lại.");
    this.look();
  }

  /** The list anew, from what stands in the form. */
  look() {
    globalThis.htmx.trigger(this.panel, "thidua:check");
  }

  ask({ name, value }) {
    const values = name === "check" ? {} : { [name]: value };
    this.isOurs = true;
    globalThis.htmx.ajax("POST", location.pathname, { source: this.panel, target: this.panel, swap: "innerHTML", values });
  }

  /** Saves the text with one repair and puts the repair into the field; nothing can be typed until the answer is there. */
  async fix(submitter) {
    const body = new FormData(this.form, submitter);
    const sent = fetch(location.pathname, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } })
      .then(async (answer) => (answer.type === "opaqueredirect" || answer.status === 403 ? { ended: true } : answer.json()))
      .catch(() => ({ refused: "Chưa sửa được: máy chủ chưa trả lời. Hãy thử lại." }));
    if (this.autosave) this.autosave.sending = sent;
    this.form.inert = true;
    const answer = await sent;
    this.form.inert = false;
    if (this.autosave) this.autosave.sending = null;
    this.isOurs = true;
    if (answer.ended) this.autosave?.ended();
    else if (!answer.version) this.say(this.why(answer));
    else this.take(answer);
    if (!answer.ended) this.look();
  }

  why({ refused, conflict, errors }) {
    if (conflict) return "Người khác vừa lưu văn bản này. Bấm “Lưu bản thảo” để so sánh và gộp hai bản, rồi sửa.";
    return refused ?? `Chưa sửa: ${Object.values(errors ?? {}).flat().join(" ")}`;
  }

  take({ version, field, value, blocks, said }) {
    if (blocks) this.replace(docOf(blocks));
    else {
      this.form.elements[field].value = value;
      this.form.elements[field].dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.flush();
    this.form.elements.version.value = version;
    this.autosave?.took(said);
    this.say(said);
  }

  /** The new text in place of the old one where they differ: the cursor and "Hoàn tác" go on. */
  replace(wanted) {
    const { doc, tr } = this.view.state;
    const from = doc.content.findDiffStart(wanted.content);
    if (from === null) return;
    let { a, b } = doc.content.findDiffEnd(wanted.content);
    const overlap = from - Math.min(a, b);
    if (overlap > 0) [a, b] = [a + overlap, b + overlap];
    this.view.dispatch(tr.replace(from, a, wanted.slice(from, b)));
  }

  /** A reason that is being typed is not taken away by the list that comes by itself. */
  keep(event) {
    const typed = [...this.panel.querySelectorAll(".note-dismiss[open] textarea")].some((area) => area.value.trim());
    if (typed && !this.isOurs) event.detail.shouldSwap = false;
    this.opened = [...this.panel.querySelectorAll("details[open][data-keep]")].map((one) => one.dataset.keep);
    this.hadFocus = this.panel.contains(document.activeElement);
  }

  restore() {
    this.isOurs = false;
    for (const one of this.panel.querySelectorAll("details[data-keep]")) one.open ||= this.opened?.includes(one.dataset.keep);
    if (this.hadFocus) document.getElementById("kiem-tra")?.focus({ preventScroll: true });
  }
}
