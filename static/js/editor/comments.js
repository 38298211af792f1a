// Remarks on passages: the passages are marked in the text, a new remark takes the selection as its quotation.
import { Decoration, DecorationSet, Plugin, PluginKey } from "../../vendor/prosemirror/prosemirror.min.js";
import { element, openDialog } from "./dialog.js";
import { placesOf } from "./find.js";

const LONGEST = 500; // of a quotation, as the server keeps it
const key = new PluginKey("comments");

/** Marks the passages of open remarks, which the page lists as [data-remark]; `remarksAgain` reads the list anew. */
export function commentsPlugin(onClick) {
  const marked = (doc, remarks) => ({
    remarks,
    marks: DecorationSet.create(doc, remarks.flatMap(({ id, quote }) => placesOf(doc, quote).slice(0, 1)
      .map(([from, to]) => Decoration.inline(from, to, { class: "remarked", "data-remarked": id, title: "Có góp ý" }, { id })))),
  });
  return new Plugin({
    key,
    state: {
      init: (_, state) => marked(state.doc, listed()),
      apply(tr, old) {
        const again = tr.getMeta(key);
        return again || tr.docChanged ? marked(tr.doc, again ? listed() : old.remarks) : old;
      },
    },
    props: {
      decorations(state) { return this.getState(state).marks; },
      handleClick(view, pos) {
        const id = remarkAt(view.state, pos);
        if (id) onClick(id);
        return false;
      },
    },
  });
}

/** The remark whose passage holds the position (default: the cursor), or null. */
export function remarkAt(state, pos = state.selection.head) {
  return key.getState(state).marks.find(pos, pos)[0]?.spec.id ?? null;
}

/** [from, to] of a remark's passage, or null when the text holds it no more. */
export function placeOf(state, id) {
  const found = key.getState(state).marks.find().find((mark) => mark.spec.id === id);
  return found ? [found.from, found.to] : null;
}

/** The list on the page has changed: the marks follow it. */
export function remarksAgain(view) {
  view.dispatch(view.state.tr.setMeta(key, true));
}

function listed() {
  return [...document.querySelectorAll("[data-remark]")].map((card) => ({ id: card.dataset.remark, quote: card.dataset.quote }));
}

/** Asks for the remark and sends it; `sent()` then reads the list from the server. */
export function openComment(view, address, form, sent) {
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
    send.disabled = true;
    const arrived = await post(address, form, { quote, text: text.value });
    send.disabled = false;
    if (!arrived) {
      say.textContent = "Chưa gửi được góp ý. Hãy thử lại.";
      return;
    }
    dialog.close();
    view.focus();
    await sent();
  });
  body.append(own);
  text.focus();
}

/** Sends a form's fields; whether the server took them. */
export async function post(address, form, fields) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  const answer = await fetch(address, { method: "POST", body: data, redirect: "manual" }).catch(() => null);
  return Boolean(answer) && (answer.ok || answer.type === "opaqueredirect");
}
