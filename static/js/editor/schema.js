// What the editor can hold: a flat row of lines, tables and the mark of the closing, as documents/text/blocks.py gives it.
import { Fragment, Schema, tableNodes } from "../../vendor/prosemirror/prosemirror.min.js";
import { cleanText, printRuns, runs } from "./inline.js";
import { looksLikeHeading } from "./light.js";
import { depthOf } from "./markers.js";
import { labelsOf, shown } from "./numbering.js";

const lineAttrs = {
  level: { default: "text" },
  label: { default: null }, // null: counted; a text: kept as it came ("3" first in its list, the sign of a dash)
  heading: { default: null }, // null: by its look; true, false: as the writer said
  depth: { default: 0 }, // of a khoản: 1 for "1.1"
};

const line = {
  group: "block",
  content: "text*",
  attrs: lineAttrs,
  defining: true,
  parseDOM: [
    { tag: "p[data-level]", getAttrs: readLine },
    { tag: "p" },
    { tag: "div" },
  ],
  toDOM: (node) => ["p", writtenLine(node), 0],
};

const closing = {
  group: "block",
  atom: true,
  selectable: true,
  parseDOM: [{ tag: "hr[data-closing]" }],
  toDOM: () => ["hr", { "data-closing": "1" }],
};

const tables = tableNodes({ tableGroup: "block", cellContent: "cell_line", cellAttributes: {} });

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    line,
    closing,
    ...tables,
    cell_line: { content: "text*", marks: "_", parseDOM: [{ tag: "p[data-cell]" }], toDOM: () => ["p", { "data-cell": "1" }, 0] },
    text: {},
  },
  marks: {
    bold: { parseDOM: [{ tag: "b" }, { tag: "strong" }], toDOM: () => ["strong", 0] },
    italic: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em", 0] },
  },
});

/** The document of blocks; labels that counting gives anyway are not kept. */
export function docOf(blocks) {
  return schema.node("doc", null, blocks.length ? nodesOf(blocks) : [schema.node("line")]);
}

/** The nodes of blocks. `keep` false: labels are counted whatever the blocks say. */
export function nodesOf(blocks, keep = true) {
  const read = blocks.map((block) => (block.type === "line" ? readBlock(block, keep) : block));
  const told = read.map((block) => ({ ...block }));
  told.forEach((block, at) => { // one after another: each counts from the labels before it
    if (block.type !== "line" || block.level === "text" || block.level === "dash" || block.label === null) return;
    const tried = told.slice(0, at + 1).map((other, index) => (index === at ? { ...other, label: null } : other));
    if (labelsOf(tried)[at] === block.label) block.label = null;
  });
  return told.map(nodeOf);
}

function readBlock({ level, label, heading, text }, keep) {
  const looks = looksLikeHeading({ level, label, text: printRuns(runs(text)) }); // as it will be written
  return {
    type: "line", level, text, heading: level === "text" || looks === heading ? null : heading,
    label: level === "text" ? null : keep || level === "dash" ? label : null,
    depth: level === "khoan" ? depthOf(label) : 0,
  };
}

function nodeOf(block) {
  if (block.type === "closing") return schema.node("closing");
  if (block.type === "table") return tableOf(block.rows);
  const { level, label, heading, depth } = block;
  return schema.node("line", { level, label, heading, depth }, inlineOf(block.text));
}

/** A table of texts, the first row its heading. */
export function tableOf(rows) {
  return schema.node("table", null, rows.map((row, at) => schema.node("table_row", null,
    row.map((cell) => schema.node(at ? "table_cell" : "table_header", null, schema.node("cell_line", null, inlineOf(cell)))))));
}

/** Text nodes of a light text. */
export function inlineOf(text) {
  return Fragment.fromArray(runs(text).map((run) => schema.text(run.text, [
    ...(run.bold ? [schema.mark("bold")] : []), ...(run.italic ? [schema.mark("italic")] : []),
  ])));
}

/** The light text of a line's or cell's content. */
export function textOf(node) {
  const stretches = [];
  node.forEach((child) => stretches.push({
    text: cleanText(child.text), bold: hasMark(child, "bold"), italic: hasMark(child, "italic"),
  }));
  if (stretches.length) stretches[0].text = stretches[0].text.trimStart();
  return printRuns(stretches);
}

/** The blocks of a document, as light.js prints them. */
export function blocksOf(doc) {
  const labels = labelsOf(attrsOf(doc));
  return doc.children.map((node, at) => {
    if (node.type.name === "closing") return { type: "closing" };
    if (node.type.name === "table") return { type: "table", rows: node.children.map((row) => row.children.map((cell) => textOf(cell.firstChild))) };
    const { level, heading } = node.attrs;
    const block = { type: "line", level, label: labels[at], text: textOf(node) };
    return { ...block, heading: level !== "text" && (heading ?? looksLikeHeading(block)) };
  });
}

/** The attributes of each block, for counting. */
export function attrsOf(doc) {
  return doc.children.map((node) => node.attrs);
}

/** Whether a line is printed as a heading. */
export function isHeading(node, label) {
  const { level, heading } = node.attrs;
  return level !== "text" && (heading ?? looksLikeHeading({ level, label, text: textOf(node) }));
}

function hasMark(node, name) {
  return node.marks.some((mark) => mark.type.name === name);
}

function readLine(element) {
  const { level, label, heading, depth } = element.dataset;
  return { level, label: label ?? null, depth: Number(depth) || 0, heading: heading === undefined ? null : heading === "1" };
}

function writtenLine({ attrs }) {
  const written = { "data-level": attrs.level };
  if (attrs.label !== null) written["data-label"] = attrs.label;
  if (attrs.heading !== null) written["data-heading"] = attrs.heading ? "1" : "0";
  if (attrs.depth) written["data-depth"] = String(attrs.depth);
  return written;
}

/** A row of lines as plain text with its labels, for the clipboard. */
export function plainOf(nodes) {
  const labels = labelsOf(nodes.map((node) => node.attrs));
  return nodes.map((node, at) => `${shown(node.attrs.level, labels[at])} ${node.textContent}`.trim()).join("\n");
}
