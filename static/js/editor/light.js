// A row of blocks as light text (docs/light-text.md), with a forcing mark only where the text would be read otherwise.
// The counterpart of print_body in documents/text/light.py and of documents/text/blocks.py.
import { findMarker, head, isHeaded, isLetter, isTitle, isTwoLine } from "./markers.js";

const FORCED = /^#{1,6}\s+(.*)$/u;
const SEPARATOR = /^-{3,}$/u;
const RULE_CELL = /^\\*:?-{3,}:?$/u;

/** Light text of blocks {type: line|table|closing, level, label, heading, text, rows}. */
export function printBlocks(blocks) {
  const parts = [];
  let awaitsTitle = false; // a label alone on its line, whose title would stand on the next
  for (const block of blocks) {
    if (block.type === "closing") parts.push("---");
    else if (block.type === "table") parts.push(...tableLines(block.rows));
    else if (block.level !== "text") parts.push(...lines(block));
    else if (block.text) parts.push(guard(block.text, awaitsTitle));
    else continue;
    awaitsTitle = block.type === "line" && block.level !== "text" && !block.text && isTwoLine(block.level, block.label);
  }
  return parts.join("\n\n");
}

/** Whether a line of that level would be read as a heading by its look alone. */
export function looksLikeHeading({ level, label, text }) {
  if (!text || !isHeaded(level)) return false;
  if (isTwoLine(level, label)) return text[0] !== "\\" && isTitle(text) && !isSpecial(text);
  return (level !== "phan" || findMarker(`${head(level, label)} ${text}`)?.level === "phan") && isTitle(text);
}

function lines({ level, label, heading, text }) {
  if (heading && text) return [titled(level, label, text)];
  const shown = head(level, label);
  if (!shown) return text ? [guard(text)] : [];
  if (level === "phan" && isLetter(label)) return [`# ${shown}`, ...(text ? [guard(text)] : [])];
  if (!text) return [shown];
  if (isTwoLine(level, label)) return [shown, guard(text, true)];
  if (isHeaded(level) && isTitle(text)) return [shown, guard(text)];
  return [`${shown} ${text}`];
}

function titled(level, label, title) {
  const shown = head(level, label);
  if (!shown) return `# ${guard(title, false, true)}`;
  if (isTwoLine(level, label)) {
    return title[0] !== "\\" && isTitle(title) && !isSpecial(title) ? `${shown}\n${title}` : `# ${shown}. ${title}`;
  }
  const line = `${shown} ${title}`;
  const natural = findMarker(line)?.rest === title && isHeaded(level) && isTitle(title);
  return natural ? line : `# ${line}`;
}

function isSpecial(text, forced = false) {
  return text[0] === "|" || SEPARATOR.test(text) || FORCED.test(text) || findMarker(text, forced) !== null;
}

function guard(text, beforeTitle = false, forced = false) {
  const bare = text.replace(/^\\+/u, "");
  return isSpecial(bare, forced) || (beforeTitle && isTitle(bare)) ? `\\${text}` : text;
}

function tableLines(rows) {
  return rows.length ? [rows.map(tableRow).join("\n")] : [];
}

function tableRow(cells) {
  const row = cells.every((cell) => RULE_CELL.test(cell)) ? [`\\${cells[0]}`, ...cells.slice(1)] : cells;
  return `| ${row.map((cell) => cell.replace(/(\\*)\|/gu, "$1$1\\|")).join(" | ")} |`;
}
