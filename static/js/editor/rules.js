// Typing a label and a space at the start of a line puts the line on that level, as in Word.
// Nothing is turned while an input method composes: prosemirror-inputrules waits for the end of the composition.
import { InputRule, inputRules } from "../../vendor/prosemirror/prosemirror.min.js";
import { attrsFor } from "./commands.js";
import { labelsOf } from "./numbering.js";
import { depthOf, findMarker } from "./markers.js";
import { attrsOf } from "./schema.js";

const HEAD = /^(\S{1,10}|(?:Điều|Mục|Chương|Phần) \S{1,6}) $/u;
const ENDS = /[.)/:]$|^[-–+*]$/u;

export function labelRules() {
  return inputRules({ rules: [new InputRule(HEAD, convert, { inCodeMark: false })] });
}

/** The transaction that turns a typed label into the level of its line, or null. */
function convert(state, match, start, end) {
  const $start = state.doc.resolve(start);
  if ($start.depth !== 1 || $start.parent.type.name !== "line" || $start.parentOffset) return null;
  const typed = match[1].normalize("NFC");
  const found = ENDS.test(typed) ? findMarker(`${typed} X`) : null;
  if (!found || found.rest !== "X") return null;
  const pos = $start.before(1);
  const tr = state.tr.delete(start, end);
  const attrs = attrsFor(found.level, { label: found.label, depth: found.level === "khoan" ? depthOf(found.label) : 0 });
  tr.setNodeMarkup(pos, null, attrs);
  return counts(tr.doc, $start.index(0), found) ? tr.setNodeMarkup(pos, null, { ...attrs, label: null }) : tr;
}

/** Whether counting gives the typed label anyway. */
function counts(doc, index, { level, label }) {
  if (level === "dash") return false;
  const lines = attrsOf(doc).slice(0, index + 1);
  lines[index] = { ...lines[index], label: null };
  return labelsOf(lines)[index] === label;
}
