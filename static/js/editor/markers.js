// What stands at the head of a line ("I.", "1.1.", "a)", "- " …), as documents/text/markers.py reads it.
// tests/e2e/test_editor.py holds the two against each other.
import { plain } from "./inline.js";

const ORDER = { annex: 0, phan: 10, chuong: 20, muc: 30, dieu: 40, khoan: 50, diem: 70, paren: 80, dash: 90, table: 100, para: 100 };
const DASHES = { "*": 0, "-": 1, "+": 2 };
const WORDS = { "phần": "phan", "chương": "chuong", "mục": "muc", "phụ lục": "annex" };
const HEADED = new Set(["annex", "phan", "chuong", "muc", "dieu", "khoan"]);

// Python's \d, \w and [^\W\d_a-z] in JavaScript.
const D = "\\p{Nd}", W = "[\\p{L}\\p{N}_]", NOT_W = "[^\\p{L}\\p{N}_]";
const LETTER_NO_AZ = "(?![a-z])[\\p{L}\\p{Nl}\\p{No}]", ANY_LETTER = "[\\p{L}\\p{Nl}\\p{No}]";
const at = (source) => new RegExp(`^(?:${source})`, "u");

const WORD = at(
  "(?<word>PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|PHỤ LỤC|Phụ lục)" +
  `(?:\\s+(?<label>(?:THỨ|[Tt]hứ)\\s+${W}+|[IVX]+|${D}{1,2}))?\\s*(?:$|(?:[.:]|[-–](?=\\s))\\s*(?<rest>.*)$)`);
const DIEU = at(`(?:Điều|ĐIỀU)\\s+(?<label>${D}{1,3}[a-zđ]?)\\s*[.:]\\s*(?<rest>.*)$`);
const ROMAN = at(`(?<label>[IVX]{1,7})(?:[./](?=$|[\\s*]|${LETTER_NO_AZ})|\\s?[-–](?=\\s|$))\\s*(?<rest>.*)$`);
const ROMAN_VALID = /^X{0,3}(?:IX|IV|V?I{0,3})$/u;
const LETTER = at("(?<label>[A-H])\\.(?:$|\\s+(?<rest>.*)$)");
const NUMBER = at(
  `(?<label>(?:[IVX]{1,7}\\.)?${D}{1,2}(?:\\.${D}{1,2}){0,3})` +
  `(?:\\.(?=[^${D}]|$)|[)/](?=\\s|$)|-(?=\\s${ANY_LETTER}|$)|(?<=\\.${D})(?=\\s${NOT_W}*${LETTER_NO_AZ})` +
  `|(?<=\\.${D}${D})(?=\\s${NOT_W}*${LETTER_NO_AZ}))\\s*(?<rest>.*)$`);
const POINT = at("(?<label>[a-zđ])(?:\\)|[./](?=\\s))\\s*(?<rest>.*)$");
const PAREN = at(`\\((?<label>${D}{1,2}|[a-zđ]|[ivx]{1,5})\\)\\s*(?<rest>.*)$`);
const DASH = at(`(?<label>[-–—−•·▪●*+])(?:$|\\s+(?<rest>.*)$)|(?<tight>[-–])(?<close>${LETTER_NO_AZ}.*)$`);
const SENTENCE_END = new Set([".", ";", ",", "…", "!", "?", "/"]);

/** {level, label, rest, bold} that the line (clean) begins with, also inside bold or italic marks; else null. */
export function findMarker(line, forced = false) {
  return line[0] === "*" && line.length > 1 && line[1] !== " " ? starred(line, forced) : bare(line, forced);
}

/** Depth of a level: smaller stands above greater. */
export function rank(level, label) {
  if (level === "khoan") return ORDER.khoan + depthOf(label);
  if (level === "dash") return ORDER.dash + (DASHES[label] ?? 1);
  return ORDER[level];
}

/** How many levels below "1." a label stands: 1 for "1.1". */
export function depthOf(label) {
  return (label.replace(/^[IVX.]+/u, "").match(/\./gu) || []).length;
}

/** The printed form of a label: "I.", "Mục 1", "Chương II", "Điều 3.", "1.1.", "a)", "(1)", "-". */
export function head(level, label) {
  if (level === "muc") return !label ? "" : isDigits(label) ? `Mục ${label}` : `${label}.`;
  if (level === "phan" && isLetter(label)) return `${label}.`;
  const forms = {
    annex: `Phụ lục ${label}`, phan: `Phần ${label}`, chuong: `Chương ${label}`, dieu: `Điều ${label}.`,
    khoan: `${label}.`, diem: `${label})`, paren: `(${label})`, dash: label,
  };
  return (forms[level] ?? "").trim();
}

/** True for headings whose title stands on the line below. */
export function isTwoLine(level, label) {
  return level === "annex" || level === "chuong" || (level === "phan" && !isLetter(label)) || (level === "muc" && isDigits(label));
}

export function isLetter(label) {
  return /^[A-H]$/u.test(label);
}

/** True for levels whose line may be a heading without being forced. */
export function isHeaded(level) {
  return HEADED.has(level);
}

/** Whether a text after a label reads as a heading: capitals, or short and without a closing mark. */
export function isTitle(text) {
  const shown = plain(text).replace(/[”"’)\]* ]+$/u, "");
  const length = [...shown].length;
  if (!length || length > 200) return false;
  if (isCapitals(shown)) return true;
  if (shown.endsWith(":")) return length <= 60;
  return !SENTENCE_END.has(shown.at(-1));
}

function isDigits(label) {
  return /^\p{Nd}+$/u.test(label);
}

function isCapitals(shown) {
  return shown.toUpperCase() === shown && shown.toLowerCase() !== shown;
}

function bare(line, forced) {
  line = line.trim();
  let found;
  if ((found = WORD.exec(line)?.groups)) return worded(found);
  if ((found = DIEU.exec(line)?.groups)) return marker("dieu", found.label, found.rest);
  if ((found = NUMBER.exec(line)?.groups)) return marker("khoan", found.label, found.rest);
  if ((found = ROMAN.exec(line)?.groups) && ROMAN_VALID.test(found.label)) return marker("muc", found.label, found.rest);
  if ((found = LETTER.exec(line)?.groups)) {
    const rest = found.rest || "";
    return forced || !rest || isCapitals(plain(rest)) ? marker("phan", found.label, rest) : null;
  }
  if ((found = POINT.exec(line)?.groups)) return marker("diem", found.label, found.rest);
  if ((found = PAREN.exec(line)?.groups)) return marker("paren", found.label, found.rest);
  if ((found = DASH.exec(line)?.groups)) {
    const label = found.label || found.tight;
    return marker("dash", label in DASHES ? label : "-", found.rest || found.close || "");
  }
  return null;
}

function worded(found) {
  const level = WORDS[found.word.toLowerCase()];
  const label = (found.label || "").split(/\s+/u).join(" ");
  if (!label && level !== "annex") return null;
  return marker(level, /^[Tt]/u.test(label) ? label.toLowerCase() : label, found.rest || "");
}

function marker(level, label, rest, bold = false) {
  return { level, label, rest, bold };
}

function starred(line, forced) {
  const marks = /^\*+/u.exec(line)[0];
  const inner = line.slice(marks.length);
  if (inner.endsWith(marks) && inner.split("*").length - 1 === marks.length) {
    const found = bare(inner.slice(0, -marks.length), forced);
    if (!found || !found.rest) return found;
    if (marks.length >= 2 && isHeaded(found.level)) return marker(found.level, found.label, found.rest, true);
    return marker(found.level, found.label, marks + found.rest + marks);
  }
  const split = inner.indexOf(marks);
  if (split >= 0) {
    const rest = inner.slice(split + marks.length);
    const found = bare(inner.slice(0, split) + rest, forced);
    if (found && rest.endsWith(found.rest)) return found; // the marks hold the label alone: "**1.** …"
  }
  const found = bare(inner, forced);
  return found && found.rest ? marker(found.level, found.label, marks + found.rest) : null;
}
