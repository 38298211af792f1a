// What keys and buttons do with lines: levels, splitting, counting anew. Each is a ProseMirror command.
import {
  Selection, TextSelection, addRowAfter, closeHistory, goToNextCell, isInTable,
} from "../../vendor/prosemirror/prosemirror.min.js";
import { findMarker, isTwoLine, rank } from "./markers.js";
import { labelAt } from "./lines.js";
import { isHeading, schema, tableOf } from "./schema.js";

const LISTS = new Set(["khoan", "diem", "paren", "dash"]);
const DEEPER = { phan: "muc", chuong: "muc", muc: "khoan", dieu: "khoan", khoan: "diem", diem: "dash", paren: "dash" };
const HIGHER = { diem: "khoan", khoan: "muc", paren: "khoan", dash: "diem" };

/** The lines that the selection touches: [{node, pos, index}]. */
export function selectedLines(state) {
  const found = [];
  const { from, to } = state.selection;
  state.doc.forEach((node, pos, index) => {
    if (node.type.name === "line" && pos <= to && pos + node.nodeSize > from && (from === to || pos + 1 <= to)) found.push({ node, pos, index });
  });
  return found;
}

/** The one line that the cursor stands in, or null. */
export function currentLine(state) {
  const { $head } = state.selection;
  if ($head.depth < 1 || $head.node(1).type.name !== "line") return null;
  return { node: $head.node(1), pos: $head.before(1), index: $head.index(0) };
}

/** Attributes of a line freshly put on a level. */
export function attrsFor(level, { label = null, depth = 0, heading = null } = {}) {
  return { level, label: level === "dash" ? label ?? "-" : label, depth, heading };
}

/** Puts the selected lines on a level; a second time on the same makes them plain text. */
export function setLevel(level, options = {}) {
  return (state, dispatch) => {
    const lines = selectedLines(state);
    if (!lines.length) return false;
    const wanted = attrsFor(level, options);
    const there = ({ node }) => node.attrs.level === level && (level !== "dash" || node.attrs.label === wanted.label);
    const attrs = level !== "text" && lines.every(there) ? attrsFor("text") : wanted;
    if (dispatch) dispatch(lines.reduce((tr, { pos }) => tr.setNodeMarkup(pos, null, attrs), state.tr).scrollIntoView());
    return true;
  };
}

/** Tab and Shift+Tab: every selected line one level further in or out. Always answers: Tab stays in the editor. */
export function shiftLevel(inwards) {
  return (state, dispatch) => {
    if (isInTable(state)) return goToNextCell(inwards ? 1 : -1)(state, dispatch) || (inwards && nextRow(state, dispatch)) || true;
    const tr = state.tr;
    for (const { node, pos, index } of selectedLines(state)) {
      const attrs = inwards ? deeper(tr.doc, node, index, state) : higher(tr.doc, node, index, state);
      if (attrs) tr.setNodeMarkup(pos, null, attrs);
    }
    if (dispatch && tr.docChanged) dispatch(tr.scrollIntoView());
    return true;
  };
}

function deeper(doc, { attrs }, index, state) {
  const { level, label } = attrs;
  if (level === "text") {
    const above = lineAbove(doc, index, Infinity, state);
    return above ? deeper(doc, above, index, state) ?? attrs : attrsFor("khoan");
  }
  if (level === "dash") return label === "+" ? attrs : attrsFor("dash", { label: label === "*" ? "-" : "+" });
  return DEEPER[level] ? attrsFor(DEEPER[level]) : null;
}

function higher(doc, { attrs }, index, state) {
  const { level, label, depth } = attrs;
  if (level === "text") {
    const above = lineAbove(doc, index, Infinity, state);
    return above && LISTS.has(above.attrs.level) ? sibling(above.attrs) : null;
  }
  const above = lineAbove(doc, index, rankOf(attrs), state);
  if (above && (LISTS.has(above.attrs.level) || ["muc", "dieu"].includes(above.attrs.level))) return sibling(above.attrs);
  if (level === "dash" && label !== "-") return attrsFor("dash");
  if (depth) return attrsFor("khoan", { depth: depth - 1 });
  return HIGHER[level] ? attrsFor(HIGHER[level]) : null;
}

/** The nearest labelled line above the index that stands higher than `below`. */
function lineAbove(doc, index, below) {
  for (let at = index - 1; at >= 0; at -= 1) {
    const node = doc.child(at);
    if (node.type.name === "line" && node.attrs.level !== "text" && rankOf(node.attrs) < below) return node;
  }
  return null;
}

function rankOf({ level, label, depth }) {
  return rank(level, level === "dash" ? label : "") + (level === "khoan" ? depth : 0);
}

function sibling({ level, label, depth }) {
  return attrsFor(level, { label: level === "dash" ? label : null, depth });
}

/** Enter: the list goes on; on an empty line of a list it ends; after a heading comes plain text. */
export function splitLine(state, dispatch) {
  const { $from, $to } = state.selection;
  if (isInTable(state)) return goToNextCell(1)(state, dispatch) || nextRow(state, dispatch);
  if ($from.depth !== 1 || $to.depth !== 1) return false;
  const line = currentLine(state);
  const { node, index } = line;
  if (!node.content.size && node.attrs.level !== "text") return setLevel("text")(state, dispatch);
  if (!dispatch) return true;
  const word = node.attrs.level === "text" && !$to.nodeAfter ? findMarker(node.textContent.trim()) : null;
  const tr = state.tr.deleteSelection();
  const atEnd = $to.parentOffset === $to.parent.content.size;
  const heading = isHeading(node, labelAt(state, index));
  const goesOn = !(atEnd && (heading || isTwoLine(node.attrs.level, labelAt(state, index))));
  const attrs = goesOn ? sibling(node.attrs) : attrsFor("text");
  if (word && !word.rest && isTwoLine(word.level, word.label)) { // "Chương II" alone: the title is typed next
    tr.setNodeMarkup(line.pos, null, attrsFor(word.level, { label: word.label }));
    tr.delete(line.pos + 1, line.pos + 1 + node.content.size);
  } else tr.split(tr.mapping.map($from.pos), 1, [{ type: schema.nodes.line, attrs: node.attrs.level === "text" ? attrsFor("text") : attrs }]);
  dispatch(closeHistory(tr).scrollIntoView()); // undo takes back line by line
  return true;
}

/** Backspace at the start of a labelled line takes the label off first. */
export function unlabel(state, dispatch) {
  const { $cursor } = state.selection;
  if (!$cursor || $cursor.parentOffset || $cursor.parent.type.name !== "line" || $cursor.parent.attrs.level === "text") return false;
  if (dispatch) dispatch(state.tr.setNodeMarkup($cursor.before(1), null, attrsFor("text")));
  return true;
}

/** Makes the selected lines headings or numbered paragraphs, whatever their look. */
export function toggleHeading(state, dispatch) {
  const lines = selectedLines(state);
  if (!lines.length) return false;
  const on = !lines.every(({ node, index }) => isHeading(node, labelAt(state, index)));
  if (dispatch) {
    dispatch(lines.reduce((tr, { node, pos }) => {
      const { level } = node.attrs; // a heading without a label is a mục without one
      const attrs = level === "text" && on ? attrsFor("muc", { label: "", heading: true })
        : level === "muc" && node.attrs.label === "" && !on ? attrsFor("text") : { ...node.attrs, heading: level === "text" ? null : on };
      return tr.setNodeMarkup(pos, null, attrs);
    }, state.tr));
  }
  return true;
}

/** Whether any label is kept as it came though counting would give another. */
export function hasKept(state) {
  return kept(state).length > 0;
}

/** "Đánh số lại": labels that jump are counted, in the selection or, without one, everywhere. */
export function countAnew(state, dispatch) {
  const chosen = state.selection.empty ? kept(state) : kept(state).filter(({ pos, node }) => pos < state.selection.to && pos + node.nodeSize > state.selection.from);
  if (!chosen.length) return false;
  if (dispatch) dispatch(chosen.reduce((tr, { node, pos }) => tr.setNodeMarkup(pos, null, { ...node.attrs, label: null }), state.tr));
  return true;
}

function kept(state) {
  const found = [];
  state.doc.forEach((node, pos) => {
    if (node.type.name === "line" && node.attrs.level !== "dash" && node.attrs.label) found.push({ node, pos });
  });
  return found;
}

/** A table of three columns and two rows after the line of the cursor. */
export function insertTable(state, dispatch) {
  if (isInTable(state)) return false;
  if (dispatch) {
    const after = state.selection.$to.after(1);
    const rows = [["STT", "Nội dung", "Thời hạn"], ["", "", ""]];
    const tr = state.tr.insert(after, [tableOf(rows), ...(after === state.doc.content.size ? [schema.node("line")] : [])]);
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(after + 3))).scrollIntoView());
  }
  return true;
}

/** A phụ lục at the end of the paper. */
export function insertAnnex(state, dispatch) {
  if (dispatch) {
    const at = state.doc.content.size;
    const tr = state.tr.insert(at, [schema.node("line", attrsFor("annex", { label: nextAnnex(state.doc), heading: true }))]);
    dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  }
  return true;
}

function nextAnnex(doc) {
  const count = doc.children.filter((node) => node.attrs.level === "annex").length;
  return ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"][count] ?? String(count + 1);
}

/** Past the last cell: one row more, the cursor in it. */
function nextRow(state, dispatch) {
  return addRowAfter(state, dispatch && ((tr) => {
    const { $head } = state.selection;
    const row = Array.from({ length: $head.depth }, (_, at) => at + 1).find((depth) => $head.node(depth).type.name === "table_row");
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve($head.after(row) + 1))).scrollIntoView());
  }));
}

/** Puts blocks (nodes) in place of the selection: into the line when it is one plain line, else as lines of their own. */
export function insertNodes(nodes) {
  return (state, dispatch) => {
    const tr = state.tr.deleteSelection();
    const { $from } = tr.selection;
    const only = nodes.length === 1 && nodes[0].type.name === "line" && nodes[0].attrs.level === "text";
    if ($from.depth !== 1) tr.insertText(nodes.map((node) => node.textContent).join(" "));
    else if (only) tr.replaceWith($from.pos, $from.pos, nodes[0].content);
    else {
      const empty = !$from.parent.content.size;
      const [start, end] = empty ? [$from.before(1), $from.after(1)] : [$from.after(1), $from.after(1)];
      tr.replaceWith(start, end, nodes);
      tr.setSelection(Selection.near(tr.doc.resolve(start + nodes.reduce((sum, node) => sum + node.nodeSize, 0)), -1));
    }
    if (dispatch) dispatch(tr.scrollIntoView());
    return true;
  };
}
