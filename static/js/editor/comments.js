// Remarks on passages: the passages are marked in the text, a new remark takes the selection as its quotation.
import { Decoration, DecorationSet, Plugin, PluginKey } from "../../vendor/prosemirror/prosemirror.min.js";
import { element, openDialog } from "./dialog.js";
import { placesOf } from "./find.js";

const LONGEST = 500; // of a quotation, as the server keeps it

const key = new PluginKey("comments");

/** Marks the quotations of open remarks, which the page lists as [data-quote]; a new one comes as meta of a transaction. */
export function commentsPlugin() {
  const quotes = [...document.querySelectorAll("[data-quote]")].map((place) => place.dataset.quote).filter(Boolean);
  const marks = (doc) => DecorationSet.create(doc, quotes.flatMap((quote) => placesOf(doc, quote).slice(0, 1))
    .map(([from, to]) => Decoration.inline(from, to, { class: "remarked", title: "Có góp ý" })));
  const apply = (tr, old) => {
    const more = tr.getMeta(key);
    if (more) quotes.push(more);
    return more || tr.docChanged ? marks(tr.doc) : old;
  };
  return new Plugin({
    key,
    state: { init: (_, state) => marks(state.doc), apply },
    props: { decorations(state) { return this.getState(state); } },
  });
}

/** Asks for the remark and sends it; the passage is marked at once, the remark stands on the page when it is next loaded. */
export function openComment(view, address, form, announce) {
  const { from, to } = view.state.selection;
  const quote = view.state.doc.textBetween(from, to, " ").trim().slice(0, LONGEST);
  const { dialog, body } = openDialog("Góp ý");
  const text = element("textarea", { className: "form-control", rows: 4, maxLength: 2000, required: true, name: "text" });
  const say = element("p", { className: "quiet" });
  say.setAttribute("role", "status");
  const send = element("button", { type: "submit", className: "btn btn-primary", textContent: "Gửi góp ý" });
  const own = element("form", {}, quote ? element("blockquote", { className: "quoted", textContent: quote })
    : element("p", { textContent: "Góp ý chung cho cả văn bản. Muốn góp ý cho một đoạn, hãy chọn đoạn đó trước." }),
  element("label", { className: "pick-label" }, "Góp ý ", text), say, send);
  own.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("quote", quote);
    data.set("text", text.value);
    send.disabled = true;
    const answer = await fetch(address, { method: "POST", body: data, redirect: "manual" }).catch(() => null);
    send.disabled = false;
    if (!answer || (!answer.ok && answer.type !== "opaqueredirect")) {
      say.textContent = "Chưa gửi được góp ý. Hãy thử lại.";
      return;
    }
    dialog.close();
    if (quote) view.dispatch(view.state.tr.setMeta(key, quote));
    announce("Đã gửi góp ý; người soạn được báo ngay.");
    view.focus();
  });
  body.append(own);
  text.focus();
}
