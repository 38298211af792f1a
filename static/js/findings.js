// "Đến chỗ này": from a finding to its words, which are selected or marked. Without this script the link leads to the
// field or to the text. One listener on the document: the lists come and go with the answers of the server.
//
// The target is a field (input, textarea), whatever answers the event "thidua:jump" (the editor of the body, see
// editor/main.js), or an element with the source text.
const MARK = "note-here";

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-jump]");
  const target = link && document.getElementById(link.dataset.jump);
  if (!target) return;
  event.preventDefault();
  jump(target, link.dataset.quote, Number(link.dataset.line) || 1);
});

/** Shows the words `quote`, which stand in `target` from `line` (counted from 1) on. */
export function jump(target, quote, line) {
  const asked = new CustomEvent("thidua:jump", { bubbles: true, cancelable: true, detail: { quote, line } });
  if (!target.dispatchEvent(asked)) return; // the editor has done it
  target.closest("details")?.setAttribute("open", "");
  if ("setSelectionRange" in target) inField(target, quote, line);
  else inText(target, quote, line);
}

/** [start, end] of the words in the text, from the line on; of the line when they stand there no more. */
export function placeIn(text, quote, line) {
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const words = quote.split(/\s+/u).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  const found = words.length ? new RegExp(words.join("(?:\\s|\\*)+"), "u").exec(text.slice(start)) : null;
  if (found) return [start + found.index, start + found.index + found[0].length];
  return [start, start + (lines[line - 1] ?? "").length];
}

function inField(field, quote, line) {
  const [start, end] = placeIn(field.value, quote, line);
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  if (field.scrollHeight > field.clientHeight) {
    const height = field.scrollHeight / Math.max(1, field.value.split("\n").length);
    field.scrollTop = Math.max(0, (field.value.slice(0, start).split("\n").length - 3) * height);
  }
}

function inText(box, quote, line) {
  for (const old of document.querySelectorAll(`mark.${MARK}`)) {
    const parent = old.parentNode;
    old.replaceWith(...old.childNodes);
    parent.normalize();
  }
  const [start, end] = placeIn(box.textContent, quote, line);
  const marks = wrapped(box, start, end);
  const first = marks[0] ?? box;
  first.tabIndex = -1;
  first.scrollIntoView({ block: "center" });
  first.focus({ preventScroll: true });
}

/** Puts <mark> around the characters from start to end, node by node. */
function wrapped(box, start, end) {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const parts = [];
  for (let at = 0, node = walker.nextNode(); node && at < end; node = walker.nextNode()) {
    const [from, to] = [Math.max(0, start - at), Math.min(node.length, end - at)];
    if (from < to) parts.push([node, from, to]);
    at += node.length;
  }
  return parts.map(([node, from, to]) => {
    const range = document.createRange();
    const mark = document.createElement("mark");
    mark.className = MARK;
    range.setStart(node, from);
    range.setEnd(node, to);
    range.surroundContents(mark);
    return mark;
  });
}
