// Remarks beside their passages, as in Word: in a margin where the page has room, else in the list below the form.
import { TextSelection } from "../../vendor/prosemirror/prosemirror.min.js";
import { placeOf, post, remarkAt, remarksAgain } from "./comments.js";
import { element } from "./dialog.js";

const GAP = 8;

export class Margin {
  /** `scroller` holds the text and scrolls; `list` is the page's list of remarks, outside the form (null: none). */
  constructor(view, scroller, form, announce) {
    Object.assign(this, { view, scroller, form, announce });
    this.list = document.querySelector("[data-remarks]");
    this.box = element("div", { className: "remark-margin" });
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", "Góp ý bên lề");
    this.wide = matchMedia("(min-width: 1200px)");
    if (!this.list) return;
    scroller.append(this.box);
    this.equip();
    this.wide.addEventListener("change", () => this.arrange());
    new ResizeObserver(() => this.soon()).observe(view.dom);
    document.fonts.ready.then(() => this.soon());
    this.arrange();
  }

  /** After a change of the text or of the window: once before the next frame. */
  soon() {
    this.frame ??= requestAnimationFrame(() => { this.frame = undefined; this.arrange(); });
  }

  /** Puts each open remark beside its passage, the others into the list. */
  arrange() {
    if (!this.list) return;
    const cards = [...document.querySelectorAll("[data-remark]")];
    const placed = cards.map((card) => [card, this.wide.matches && placeOf(this.view.state, card.dataset.remark)])
      .filter(([, place]) => place).sort(([, one], [, other]) => one[0] - other[0]).map(([card]) => card);
    for (const card of cards) if (!placed.includes(card) && card.parentNode === this.box) this.list.append(card);
    // Moved only when they have to be: a card that is moved loses the focus.
    placed.forEach((card, at) => { if (this.box.children[at] !== card) this.box.insertBefore(card, this.box.children[at] ?? null); });
    this.scroller.classList.toggle("has-remarks", placed.length > 0);
    document.getElementById("gop-y")?.toggleAttribute("hidden", !this.list.childElementCount);
    let free = 0;
    const top = this.scroller.getBoundingClientRect().top - this.scroller.scrollTop;
    for (const card of placed) {
      const mark = this.markOf(card.dataset.remark);
      const at = Math.max(mark ? mark.getBoundingClientRect().top - top : 0, free);
      card.style.top = `${at}px`;
      free = at + card.offsetHeight + GAP;
    }
    this.box.style.minHeight = `${free}px`;
    this.current();
  }

  /** The card of the passage with the cursor stands out. */
  current(id = remarkAt(this.view.state)) {
    for (const card of document.querySelectorAll("[data-remark]")) card.classList.toggle("thread-current", card.dataset.remark === id);
  }

  /** From the passage to its remark; `focus` also when the remark stands in the list below. */
  show(id, focus) {
    const card = document.querySelector(`[data-remark="${CSS.escape(id)}"]`);
    if (!card) return;
    this.current(id);
    if (focus) card.focus();
    else if (card.parentNode !== this.box) this.announce("Đoạn này có góp ý: bấm nút “Góp ý” để xem, ở cuối trang.");
  }

  /** From the remark to its passage, which is selected. */
  goTo(id) {
    const place = placeOf(this.view.state, id);
    if (!place) {
      this.announce("Đoạn được góp ý đã thay đổi nên không còn trong văn bản.");
      return;
    }
    this.view.focus();
    const { tr, doc } = this.view.state;
    this.view.dispatch(tr.setSelection(TextSelection.create(doc, ...place)).scrollIntoView());
    this.markOf(id)?.scrollIntoView({ block: "nearest" });
  }

  /** Reads the list from the server again: a remark was sent or dealt with. */
  async refresh(said) {
    const page = await fetch(location.pathname, { redirect: "manual" }).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-remarks]");
    if (fresh && this.list) {
      this.box.replaceChildren();
      this.list.replaceChildren(...fresh.children);
      this.equip();
      remarksAgain(this.view);
      this.arrange();
    }
    this.announce(said);
  }

  equip() {
    for (const card of this.list.querySelectorAll("[data-remark]")) {
      const { remark: id, resolve } = card.dataset;
      card.tabIndex = -1;
      const tools = element("div", { className: "thread-tools" }, tool("Đến đoạn này", () => this.goTo(id)));
      if (resolve) tools.append(tool("Đã xử lý", () => this.resolve(resolve)));
      const answer = card.querySelector(".thread-answer");
      if (answer) tools.append(answer.firstElementChild);
      answer?.remove();
      card.append(tools);
    }
  }

  async resolve(address) {
    if (await post(address, this.form, {})) {
      this.view.focus();
      await this.refresh("Đã đánh dấu góp ý là đã xử lý.");
    } else this.announce("Chưa đánh dấu được. Hãy thử lại.");
  }

  markOf(id) {
    return this.view.dom.querySelector(`[data-remarked="${CSS.escape(id)}"]`);
  }
}

function tool(text, run) {
  const button = element("button", { type: "button", className: "btn btn-sm btn-outline-secondary", textContent: text });
  button.addEventListener("click", run);
  return button;
}
