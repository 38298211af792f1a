// Tìm và thay in the text. All places found are marked; letter case does not matter.
import { Decoration, DecorationSet, Plugin, PluginKey, TextSelection } from "../../vendor/prosemirror/prosemirror.min.js";
import { element } from "./dialog.js";

const key = new PluginKey("find");

export function findPlugin() {
  return new Plugin({
    key,
    state: {
      init: () => ({ words: "", found: [] }),
      apply(tr, old, _before, state) {
        const words = tr.getMeta(key) ?? old.words;
        return words === old.words && !tr.docChanged ? old : { words, found: placesOf(state.doc, words) };
      },
    },
    props: {
      decorations(state) {
        const { found } = key.getState(state);
        return DecorationSet.create(state.doc, found.map(([from, to]) => Decoration.inline(from, to, { class: "found" })));
      },
    },
  });
}

/** [from, to] of every place of the words. */
export function placesOf(doc, words) {
  const found = [];
  const wanted = words.normalize("NFC").toLowerCase();
  if (!wanted) return found;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const text = node.textContent.toLowerCase();
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      found.push([pos + 1 + at, pos + 1 + at + wanted.length]);
    }
    return false;
  });
  return found;
}

/** The bar, above the text; Esc closes it. */
export function openFind(view, place) {
  const there = place.querySelector(".find-bar input");
  if (there) {
    there.focus();
    return;
  }
  const words = element("input", { type: "text", className: "form-control form-control-sm", autocomplete: "off" });
  const other = element("input", { type: "text", className: "form-control form-control-sm", autocomplete: "off" });
  const count = element("span", { className: "quiet" });
  count.setAttribute("role", "status");
  const show = () => { const { found } = key.getState(view.state); count.textContent = words.value ? `${found.length} chỗ` : ""; };
  const search = (text) => { view.dispatch(view.state.tr.setMeta(key, text)); show(); };
  const close = () => { search(""); bar.remove(); view.focus(); };
  const bar = element("div", { className: "find-bar" },
    element("label", {}, "Tìm ", words), button("Tìm tiếp", () => { goNext(view); show(); }),
    element("label", {}, "Thay bằng ", other), button("Thay", () => { replace(view, other.value, false); show(); }),
    button("Thay tất cả", () => { replace(view, other.value, true); show(); }), count, button("Đóng", close));
  bar.setAttribute("role", "search");
  bar.setAttribute("aria-label", "Tìm trong nội dung");
  for (const type of ["input", "change"]) bar.addEventListener(type, (event) => event.stopPropagation()); // not a change of the paper
  words.addEventListener("input", () => search(words.value));
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target.tagName === "INPUT") {
      event.preventDefault();
      goNext(view);
    }
  });
  place.querySelector(".tools").after(bar);
  words.focus();
}

function goNext(view) {
  const { found } = key.getState(view.state);
  const next = found.find(([from]) => from > view.state.selection.from) ?? found[0];
  if (!next) return;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, ...next)).scrollIntoView());
}

function replace(view, text, all) {
  const { found } = key.getState(view.state);
  const { from, to } = view.state.selection;
  const chosen = all ? found : found.filter((place) => place[0] === from && place[1] === to);
  if (chosen.length) view.dispatch(chosen.reduceRight((tr, [start, end]) => (text ? tr.insertText(text, start, end) : tr.delete(start, end)), view.state.tr));
  if (!all) goNext(view);
}

function button(text, run) {
  const made = element("button", { type: "button", className: "tool", textContent: text });
  made.addEventListener("click", run);
  return made;
}
