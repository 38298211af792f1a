// Labels are counted, not typed: each line's label follows from the one before it on the same level.
// A label that jumps ("3." first) is kept with its line and counting goes on from it.
import { depthOf, head, isLetter, rank } from "./markers.js";

export const POINTS = [..."abcdđeghiklmnopqrstuvxy"]; // the Vietnamese alphabet, one sign a letter (NĐ 30/2020: a, b, c, d, đ …)
const ROMANS = [[10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
const FIRST = { phan: "I", chuong: "I", muc: "I", dieu: "1", khoan: "1", diem: "a", paren: "1", annex: "" };
const ORDINALS = ["thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "thứ tám", "thứ chín", "thứ mười"];

/**
 * The labels of a row of lines {level, label, depth}; `label` null means "count". Tables and plain text get "".
 * @returns {string[]} one label for each block
 */
export function labelsOf(blocks) {
  const open = []; // the lines that are open, from the widest to the innermost: {rank, label}
  let dieu = "";
  return blocks.map((block) => {
    if (!block.level || block.level === "text") return "";
    const depth = block.level === "khoan" ? (block.label === null ? block.depth : depthOf(block.label)) : 0;
    const level = rank(block.level, block.level === "dash" ? block.label : "") + depth;
    let before = "";
    while (open.length && open.at(-1).rank >= level) {
      const closed = open.pop();
      if (closed.rank === level) before = closed.label;
    }
    if (block.level === "annex") dieu = "";
    if (block.level === "dieu") before = dieu; // điều are counted through the whole paper
    const label = block.label ?? counted(block.level, depth, before, open);
    if (block.level === "dieu") dieu = label;
    open.push({ rank: level, label: label || before, level: block.level, own: label });
    return label;
  });
}

/** The label after another one, "" when nobody can tell. */
export function nextLabel(level, label) {
  if (level === "diem") return POINTS[POINTS.indexOf(label) + 1] ?? "";
  if (/^thứ /u.test(label)) return ORDINALS[ORDINALS.indexOf(label) + 1] ?? "";
  if (/^\d+$/u.test(label)) return String(Number(label) + 1);
  const last = /^(.*\.)?(\d+)$/u.exec(label);
  if (last) return `${last[1] ?? ""}${Number(last[2]) + 1}`;
  if (level === "paren") return /^[ivx]+$/u.test(label) && label !== "v" ? roman(value(label.toUpperCase()) + 1).toLowerCase() : POINTS[POINTS.indexOf(label) + 1] ?? "";
  if (/^\d+[a-zđ]$/u.test(label)) return String(parseInt(label, 10) + 1);
  if (level === "phan" && isLetter(label)) return label === "H" ? "" : String.fromCharCode(label.charCodeAt(0) + 1);
  if (/^[IVX]+$/u.test(label)) return roman(value(label) + 1);
  return "";
}

/** What a screen reader and the page show: "1.", "a)", and for two-line headings "Chương II". */
export function shown(level, label) {
  return level === "text" || !level ? "" : head(level, label);
}

function counted(level, depth, before, open) {
  const next = before && nextLabel(level, before);
  if (next) return next;
  if (depth) {
    const above = open.filter((line) => line.level === "khoan").at(-1)?.own || "1";
    return `${above}${".1".repeat(Math.max(1, depth - depthOf(above)))}`;
  }
  return FIRST[level] ?? "";
}

function roman(number) {
  let text = "";
  for (const [worth, sign] of ROMANS) {
    for (; number >= worth; number -= worth) text += sign;
  }
  return text;
}

function value(text) {
  const worth = { I: 1, V: 5, X: 10 };
  return [...text].reduce((sum, sign, at) => sum + (worth[sign] < (worth[text[at + 1]] ?? 0) ? -worth[sign] : worth[sign]), 0);
}
