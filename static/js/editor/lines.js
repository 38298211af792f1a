// How a line looks in the editor: its counted label as real text beside it, outside what can be typed into.
import { Decoration, DecorationSet, Plugin, PluginKey } from "../../vendor/prosemirror/prosemirror.min.js";
import { isTwoLine } from "./markers.js";
import { labelsOf, shown } from "./numbering.js";
import { attrsOf, isHeading } from "./schema.js";

export const labelsKey = new PluginKey("labels");

/** Counts the labels anew after each change and hands them to the lines as decorations. */
export function labelsPlugin() {
  return new Plugin({
    key: labelsKey,
    state: {
      init: (_, state) => counted(state.doc),
      apply: (tr, old) => (tr.docChanged ? counted(tr.doc) : old),
    },
    props: { decorations: (state) => labelsKey.getState(state).decorations },
  });
}

/** The label of the block with that index. */
export function labelAt(state, index) {
  return labelsKey.getState(state).labels[index] ?? "";
}

function counted(doc) {
  const labels = labelsOf(attrsOf(doc));
  const decorations = [];
  doc.forEach((node, offset, index) => {
    if (node.type.name !== "line") return;
    const label = labels[index];
    const look = { label: shown(node.attrs.level, label), heading: isHeading(node, label), above: isTwoLine(node.attrs.level, label) };
    decorations.push(Decoration.node(offset, offset + node.nodeSize, {}, look));
  });
  return { labels, decorations: DecorationSet.create(doc, decorations) };
}

/** One line: <div><span>label</span><p>text</p></div>. */
export class LineView {
  constructor(node, _view, _position, decorations) {
    this.dom = document.createElement("div");
    this.label = document.createElement("span");
    this.label.contentEditable = "false";
    this.contentDOM = document.createElement("p");
    this.contentDOM.className = "ln-words";
    this.dom.append(this.label, this.contentDOM);
    this.show(node, decorations);
  }

  update(node, decorations) {
    if (node.type.name !== "line") return false;
    this.show(node, decorations);
    return true;
  }

  ignoreMutation(mutation) {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }

  show(node, decorations) {
    const look = decorations.find((decoration) => "heading" in decoration.spec)?.spec ?? { label: "", heading: false };
    const { level, depth, label } = node.attrs;
    const classes = ["ln", `ln-${level}`];
    if (level === "dash") classes.push({ "+": "ln-plus", "*": "ln-star" }[label] ?? "ln-minus");
    if (depth) classes.push("ln-deep");
    if (look.heading) classes.push("ln-heading");
    if (look.above) classes.push("ln-above");
    const name = classes.join(" ");
    if (this.dom.className !== name) this.dom.className = name;
    if (this.label.textContent !== look.label) this.label.textContent = look.label;
    const kept = label !== null && level !== "dash" && label !== "" ? "ln-label ln-kept" : "ln-label";
    if (this.label.className !== kept) this.label.className = kept;
    this.label.hidden = !look.label;
  }
}
