// Marks inside a line of light text, as documents/text/inline.py reads them: **bold**, *italic*, ***both***, \* and \\.

const TOKEN = /\\[\\*]|\*+|[^\\*]+|\\/gu;
const NOT_BEFORE_OPENING = /[\s),.;:!?\]”’]/u;
const NOT_BEFORE_CLOSING = /[\s([“‘]/u;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/gu;
const CONTROL = /[\u0000-\u0008\u000e-\u001b\u001f\u007f-\u0084\u0086-\u009f]/gu;

/** One line as the server keeps it: NFC, single spaces, nothing invisible. Ends are kept. */
export function cleanText(text) {
  return text.normalize("NFC").replace(INVISIBLE, "").replace(CONTROL, "").replace(/\s+/gu, " ");
}

/** The styled stretches of a text: [{text, bold, italic}], none empty. */
export function runs(text) {
  const tokens = text.match(TOKEN) || [];
  const marks = paired(tokens);
  const found = [];
  let held = "", bold = false, italic = false;
  tokens.forEach((token, index) => {
    if (!marks.has(index)) {
      held += token.length === 2 && token[0] === "\\" ? token[1] : token;
      return;
    }
    if (held) found.push({ text: held, bold, italic });
    held = "";
    if (token.length >= 2) bold = !bold;
    if (token.length !== 2) italic = !italic;
  });
  if (held) found.push({ text: held, bold, italic });
  return found;
}

/** A text without its marks and escapes. */
export function plain(text) {
  return /[*\\]/u.test(text) ? runs(text).map((run) => run.text).join("") : text;
}

function paired(tokens) {
  const marks = new Set();
  const opened = new Map();
  tokens.forEach((token, index) => {
    const width = token.length;
    if (token[0] !== "*" || width > 3) return;
    const before = index ? tokens[index - 1].at(-1) : " ";
    const after = index + 1 < tokens.length ? tokens[index + 1][0] : " ";
    if (opened.has(width) && !NOT_BEFORE_CLOSING.test(before)) {
      marks.add(opened.get(width)).add(index);
      opened.delete(width);
    } else if (!NOT_BEFORE_OPENING.test(after)) opened.set(width, index);
  });
  return marks;
}

/** Light text that reads back as these stretches. What the marks cannot say loses its italic, at worst its bold. */
export function printRuns(stretches) {
  const letters = trimmed(spread(stretches));
  loosen(letters);
  const ways = [
    letters,
    letters.map((letter) => ({ ...letter, italic: letter.italic && !letter.bold })),
    letters.map((letter) => ({ ...letter, italic: false })),
    letters.map((letter) => ({ ...letter, italic: false, bold: false })),
  ];
  for (const way of ways) {
    for (const escaped of [false, true]) {
      const text = joined(way, escaped);
      if (same(spread(runs(text)), way)) return text;
    }
  }
  return joined(ways.at(-1), true);
}

function spread(stretches) {
  return stretches.flatMap(({ text, bold, italic }) => Array.from(text, (sign) => ({ sign, bold: Boolean(bold), italic: Boolean(italic) })));
}

/** Single spaces, none at the ends; cleaned text of several stretches may still meet in two. */
function trimmed(letters) {
  const kept = letters.filter((letter, at) => letter.sign !== " " || (at > 0 && letters[at - 1].sign !== " "));
  while (kept.length && kept.at(-1).sign === " ") kept.pop();
  return kept;
}

/** Takes the style off signs at which a mark can neither open nor close: spaces, commas, brackets. */
function loosen(letters) {
  for (let changed = true; changed;) {
    changed = false;
    letters.forEach((letter, at) => {
      for (const style of ["bold", "italic"]) {
        if (!letter[style]) continue;
        const opens = !(at > 0 && letters[at - 1][style]), closes = !(at + 1 < letters.length && letters[at + 1][style]);
        if ((opens && NOT_BEFORE_OPENING.test(letter.sign)) || (closes && NOT_BEFORE_CLOSING.test(letter.sign))) {
          letter[style] = false;
          changed = true;
        }
      }
    });
  }
}

function joined(letters, escaped) {
  let text = "", bold = false, italic = false;
  for (const letter of [...letters, { sign: "", bold: false, italic: false }]) {
    text += "*".repeat((letter.bold !== bold ? 2 : 0) + (letter.italic !== italic ? 1 : 0));
    ({ bold, italic } = letter);
    text += escaped && (letter.sign === "*" || letter.sign === "\\") ? `\\${letter.sign}` : letter.sign;
  }
  return text;
}

function same(some, others) {
  return some.length === others.length && some.every((letter, at) =>
    letter.sign === others[at].sign && letter.bold === others[at].bold && letter.italic === others[at].italic);
}
