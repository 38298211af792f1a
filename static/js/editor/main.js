// The editor of a paper's body. The text area stays the truth: it is filled from here, and alone where no script runs.
import {
  EditorState, EditorView, dropCursor, gapCursor, history, tableEditing,
} from "../../vendor/prosemirror/prosemirror.min.js";
import { Autosave } from "./autosave.js";
import { Checks } from "./checks.js";
import { commentsPlugin, openComment, remarkAt } from "./comments.js";
import { element, openDialog } from "./dialog.js";
import { findPlugin, openFind } from "./find.js";
import { KEYS, keyPlugins } from "./keys.js";
import { printBlocks } from "./light.js";
import { LineView, labelsPlugin } from "./lines.js";
import { Margin } from "./margin.js";
import { clipboardProps } from "./paste.js";
import { follow } from "./pages.js";
import { insertNodes } from "./commands.js";
import { openSearch, wireLists } from "./pick.js";
import { labelRules } from "./rules.js";
import { blocksOf, docOf, nodesOf } from "./schema.js";
import { Toolbar } from "./toolbar.js";

const FILL_MS = 250;
const holder = document.querySelector("[data-editor]");

if (holder) start(holder, holder.querySelector("textarea"));

function start(place, textarea) {
  const form = textarea.form;
  const said = element("p", { className: "editor-said", id: "editor-said", role: "status" });
  const addresses = place.dataset;
  const clean = (html, text) => asked(addresses.paste, form, { html, text });
  const flush = filler(textarea, () => view.state.doc);
  const asks = {
    find: () => openFind(view, place),
    keys: showKeys,
    clause: addresses.clauses && (() => openSearch("Chèn đoạn mẫu", addresses.clauses, async (text) => {
      insertNodes(nodesOf(await clean("", text)))(view.state, view.dispatch);
      view.focus();
    })),
    comment: addresses.comments && (() => {
      const here = view.state.selection.empty && remarkAt(view.state);
      if (here) margin.show(here, true);
      else openComment(view, addresses.comments, form, () => margin.refresh("Đã gửi góp ý; người soạn được báo ngay."));
    }),
  };
  const say = (text) => { said.textContent = text; };
  const keys = keyPlugins({
    asks, announce: say, save: () => form.requestSubmit(), toTools: () => toolbar.dom.querySelector("[tabindex='0']").focus(),
  });
  const view = new EditorView({ mount: element("div", { className: "editor-text", id: "editor-text" }) }, {
    state: EditorState.create({
      doc: docOf(JSON.parse(document.getElementById("body-tree").textContent)),
      plugins: [labelRules(), ...keys, history(), tableEditing(), gapCursor(), dropCursor(), labelsPlugin(), findPlugin(), commentsPlugin((id) => margin.show(id, false))],
    }),
    attributes: described(textarea),
    nodeViews: { line: (...given) => new LineView(...given) },
    ...clipboardProps({ clean, say }),
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      toolbar.update();
      if (tr.docChanged) flush.soon();
      if (tr.docChanged) margin.soon();
      else if (tr.selectionSet) margin.current();
      if (tr.docChanged || tr.selectionSet) follow(view.state);
    },
  });
  const toolbar = new Toolbar(view, asks);
  const scroller = element("div", { className: "editor-scroll" }, view.dom);
  textarea.before(element("div", { className: "editor-frame" }, toolbar.dom, scroller), said);
  const margin = new Margin(view, scroller, form, say);
  textarea.hidden = true;
  const help = document.getElementById(`${textarea.id}_helptext`); // it tells how to write the light text
  (help?.querySelector("[data-typing-help]") ?? help)?.setAttribute("hidden", "");
  say("Tab đổi cấp; Esc rồi Tab để ra khỏi ô soạn thảo.");
  labelled(form, textarea, view);
  form.addEventListener("submit", flush.now, { capture: true });
  wireLists(form);
  const autosave = form.dataset.autosave && new Autosave(form, statusLine(form), flush.now);
  new Checks(view, textarea, { flush: flush.now, say, autosave });
  place.dataset.ready = "1";
  place.editorView = view; // for the tests in the browser
}

/** Fills the text area from the document: soon after typing, at once before sending. */
function filler(textarea, doc) {
  let timer = 0;
  let filled = null;
  const now = () => {
    clearTimeout(timer);
    timer = 0;
    if (filled === doc() || filled === null) return;
    filled = doc();
    textarea.value = printBlocks(blocksOf(filled));
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return {
    now,
    soon: () => {
      if (filled === null) filled = undefined;
      clearTimeout(timer);
      timer = setTimeout(now, FILL_MS);
    },
  };
}

function described(textarea) {
  const attributes = {
    tabindex: "0", role: "textbox", "aria-multiline": "true", "aria-label": "Nội dung văn bản", lang: "vi", spellcheck: "false",
    class: "editor-text", id: "editor-text",
  };
  const errors = (textarea.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.endsWith("_helptext"));
  attributes["aria-describedby"] = [...errors, "editor-said"].join(" ");
  if (textarea.getAttribute("aria-invalid")) attributes["aria-invalid"] = "true";
  return attributes;
}

/** The label of the text area and the links of the error summary lead to the editor. */
function labelled(form, textarea, view) {
  const label = form.querySelector(`label[for="${textarea.id}"]`);
  label?.addEventListener("click", (event) => { event.preventDefault(); view.focus(); });
  for (const link of document.querySelectorAll(`a[href="#${textarea.id}"]`)) link.setAttribute("href", "#editor-text");
}

function statusLine(form) {
  const status = element("p", { className: "save-status" });
  status.setAttribute("role", "status");
  (form.querySelector(".form-bar") ?? form).append(status);
  return status;
}

/** What the server makes of pasted text: blocks. */
async function asked(address, form, fields) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  const answer = await fetch(address, { method: "POST", body: data, redirect: "manual" });
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  return (await answer.json()).blocks;
}

function showKeys() {
  const { body } = openDialog("Phím tắt");
  const list = element("dl", { className: "key-list" });
  for (const [keys, does] of KEYS) list.append(element("dt", { textContent: keys }), element("dd", { textContent: does }));
  body.append(list);
}
