// The preview in pages: the paper that the server drew as one strip is cut into sheets of A4 as paper.css and WeasyPrint
// cut it: 257 mm of text, two lines at least on each side of a break, headings with what follows, rows and the
// signature whole. Lines are those of this browser, so a page may differ by a line from the PDF.
const SHEET_MM = 210;
const TEXT_MM = 257;
const LEAST_LINES = 2; // orphans, widows
const SLACK_MM = 0.2; // browsers round each line to a fraction of a pixel
const RULE_PX = 2 / 3; // .5pt, as in paper.css
const ONE_COLUMN_PX = 515; // as in app.css
const FLOW = "letterhead stamp title addressees untitled decides signatures tail".split(" ");

const preview = document.getElementById("preview");
if (preview) {
  let kept = 0;
  document.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.target === preview) kept = preview.scrollTop; });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== preview) return;
    divided();
    preview.scrollTop = kept;
  });
  document.fonts.ready.then(divided);
}

function divided() {
  const count = paginate(preview);
  const said = document.getElementById("preview-pages");
  if (said) said.textContent = count ? `${count} trang. Chỗ ngắt trang gần đúng như bản PDF.` : "";
}

/**
 * Cuts the paper in the holder into sheets; the number of sheets, 0 where it is shown in one column (on a telephone).
 * It is measured and cut at full size, then shown smaller as a whole: scaled text would break its lines elsewhere.
 */
export function paginate(holder) {
  const paper = holder.querySelector("article.paper:not(.sheet)");
  if (!paper || room(holder) <= ONE_COLUMN_PX) return 0;
  const bench = document.createElement("div");
  bench.className = "paper-bench";
  document.body.append(bench);
  bench.append(paper);
  const mm = paper.getBoundingClientRect().width / SHEET_MM;
  const atoms = atomsOf(paper);
  const sheets = draw(paper, atoms, cut(atoms, TEXT_MM * mm, SLACK_MM * mm));
  const strip = document.createElement("div");
  strip.className = "sheets";
  strip.append(...sheets.map((sheet) => {
    const frame = document.createElement("div");
    frame.className = "sheet-frame";
    frame.append(sheet);
    return frame;
  }));
  const fit = () => strip.style.setProperty("--scale", String(Math.min(1, room(holder) / (SHEET_MM * mm))));
  fit();
  new ResizeObserver(fit).observe(holder);
  holder.replaceChildren(strip);
  bench.remove();
  return sheets.length;
}

/** The width inside the holder, in pixels. */
function room(holder) {
  const { paddingLeft, paddingRight } = getComputedStyle(holder);
  return holder.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
}

/**
 * What cannot be cut, in order: a line of a paragraph, a row of a table, a whole block.
 * {block, part, top, bottom, breaks: "may"|"never"|"must", head}: whether a page may end before it.
 */
function atomsOf(paper) {
  const atoms = [];
  let before = null, spared = 0;
  for (const block of blocksOf(paper)) {
    const style = getComputedStyle(block);
    const first = block.parentElement.classList.contains("annex") && block === block.parentElement.firstElementChild;
    const never = style.breakBefore === "avoid" || (before && getComputedStyle(before).breakAfter === "avoid");
    const start = first ? "must" : never ? "never" : "may";
    const parts = partsOf(block, style);
    for (const atom of parts) {
      const { part, top, bottom } = atom;
      atoms.push({ block, ...atom, top: top - spared, bottom: bottom - spared, breaks: part ? atom.breaks : start });
    }
    spared += parts.at(-1).spared ?? 0;
    before = block;
  }
  return atoms;
}

function blocksOf(paper) {
  return [...paper.children].flatMap((child) => {
    if (child.classList.contains("body") || child.classList.contains("annex")) return [...child.children];
    return FLOW.some((name) => child.classList.contains(name)) ? [child] : [];
  });
}

function partsOf(block, style) {
  const box = block.getBoundingClientRect();
  if (block.tagName === "TABLE") return rowsOf(block, box);
  const line = parseFloat(style.lineHeight);
  const isText = /^(?:P|H2|H3)$/u.test(block.tagName) && !block.querySelector("br");
  const count = isText ? Math.round(box.height / line) : 1;
  if (count < 2) return [{ part: 0, top: box.top, bottom: box.bottom }];
  return Array.from({ length: count }, (_, part) => ({
    part, count, top: box.top + (part * box.height) / count, bottom: box.top + ((part + 1) * box.height) / count,
    breaks: part >= LEAST_LINES && count - part >= LEAST_LINES ? "may" : "never",
  }));
}

/** Browsers draw the rules of a table a whole pixel wide, the printer half a point: what each row is too tall is spared. */
function rowsOf(table, box) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  if (!rows.length) return [{ part: 0, top: box.top, bottom: box.bottom }];
  const rule = Math.max(0, parseFloat(getComputedStyle(rows[0].cells[0]).borderTopWidth) - RULE_PX);
  const head = table.tHead ? table.tHead.getBoundingClientRect().height - rule : 0;
  return rows.map((row, part) => {
    const { top, bottom } = row.getBoundingClientRect();
    const above = (part + (head ? 1 : 0)) * rule;
    return { part, top: part ? top - above : box.top, bottom: bottom - above - rule, head, breaks: "may", spared: above + rule };
  });
}

/** The index of the first atom of each page. */
function cut(atoms, room, slack) {
  const starts = atoms.length ? [0] : [];
  let top = atoms[0]?.top;
  for (let at = 1; at < atoms.length; at += 1) {
    const start = starts.at(-1);
    if (atoms[at].breaks === "must") starts.push(at);
    else if (atoms[at].bottom - top > room + slack) {
      let to = at;
      while (to > start && atoms[to].breaks !== "may") to -= 1;
      starts.push(to > start ? to : at);
      at = starts.at(-1);
    } else continue;
    const first = atoms[starts.at(-1)];
    top = first.top - (first.part && first.head ? first.head : 0);
  }
  return starts;
}

/** The sheets. Blocks are moved out of the paper, paragraphs and tables that a page ends in are divided. */
function draw(paper, atoms, starts) {
  const divided = new Map(); // block → the parts at which it is cut
  for (const start of starts) {
    const { block, part } = atoms[start];
    if (part) divided.set(block, [...(divided.get(block) ?? []), atoms[start]]);
  }
  const pieces = new Map();
  for (const [block, cuts] of divided) pieces.set(block, divide(block, cuts));
  const contact = paper.querySelector(":scope > .contact");
  const mark = paper.querySelector(":scope > .draft");
  let annexPages = 0;
  return starts.map((start, page) => {
    const sheet = paper.cloneNode(false);
    sheet.classList.add("sheet");
    const first = atoms[start].block;
    const inAnnex = first.parentElement?.classList.contains("annex") || first.dataset.inAnnex === "1";
    annexPages = inAnnex ? (atoms[start].breaks === "must" ? 1 : annexPages + 1) : 0;
    const number = annexPages || page + 1;
    if (number > 1) sheet.append(numberOf(number));
    const last = starts[page + 1] ?? atoms.length;
    fill(sheet, atoms.slice(start, last), pieces, atoms[start].part > 0);
    if (!page && contact) sheet.append(contact);
    if (!page && mark) sheet.querySelector(".letterhead")?.after(mark);
    return sheet;
  });
}

function fill(sheet, atoms, pieces, goesOn) {
  const blocks = [...new Set(atoms.map(({ block }) => block))];
  blocks.forEach((block, at) => {
    const own = pieces.has(block) ? pieces.get(block).shift() : block;
    if (!at && !sheet.querySelector(".letterhead") && !own.classList.contains("letterhead")) own.classList.add(goesOn ? "page-continued" : "page-start");
    wrapperFor(sheet, block).append(own);
  });
}

/** Where a block goes on its sheet: body and annex keep their element, for their style. */
function wrapperFor(sheet, block) {
  const parent = block.dataset.parent ?? block.parentElement?.className ?? "";
  const name = ["body", "annex"].find((kind) => parent.split(" ").includes(kind));
  if (!name) return sheet;
  block.dataset.parent = name;
  const last = sheet.lastElementChild;
  if (last?.classList.contains(name)) return last;
  const wrapper = document.createElement(name === "annex" ? "section" : "div");
  wrapper.className = name;
  sheet.append(wrapper);
  return wrapper;
}

/** The block in as many pieces as there are cuts, and one more. The first is the block itself. */
function divide(block, cuts) {
  block.dataset.parent = block.parentElement.className;
  if (block.parentElement.classList.contains("annex")) block.dataset.inAnnex = "1";
  if (block.tagName === "TABLE") return divideTable(block, cuts.map(({ part }) => part));
  const places = cuts.map(({ part, count }) => lineStart(block, part, count));
  const rest = places.reverse().map(([node, offset]) => {
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEndAfter(block.lastChild);
    const piece = block.cloneNode(false);
    piece.append(range.extractContents());
    return piece;
  }).reverse();
  const all = [block, ...rest];
  all.slice(0, -1).forEach((piece) => piece.classList.add("page-continues"));
  return all;
}

function divideTable(table, parts) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const rest = parts.map((part, at) => {
    const piece = table.cloneNode(false);
    for (const child of table.children) if (child.tagName !== "TBODY") piece.append(child.cloneNode(true));
    const body = document.createElement("tbody");
    body.append(...rows.slice(part, parts[at + 1] ?? rows.length));
    piece.append(body);
    return piece;
  });
  return [table, ...rest];
}

/** [text node, offset] at which that line of the paragraph begins. */
function lineStart(block, part, count) {
  const box = block.getBoundingClientRect();
  const limit = box.top + ((part - 0.5) * box.height) / count; // the middle of the line before
  const texts = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode);
  const node = texts.find((text) => text.length && topOf(text, text.length - 1) > limit) ?? texts.at(-1);
  let low = 0, high = node.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(node, middle) > limit) high = middle;
    else low = middle + 1;
  }
  return [node, low];
}

function topOf(node, offset) {
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  const boxes = range.getClientRects();
  const box = boxes[boxes.length - 1] ?? range.getBoundingClientRect();
  return (box.top + box.bottom) / 2;
}

function numberOf(number) {
  const shown = document.createElement("p");
  shown.className = "page-number";
  shown.textContent = String(number);
  return shown;
}

let followed = 0;

/** Brings the place being written into the preview's sight. */
export function follow(state) {
  clearTimeout(followed);
  followed = setTimeout(() => show(state), 400);
}

function show(state) {
  if (!preview || preview.scrollHeight <= preview.clientHeight + 4) return;
  const { $head } = state.selection;
  if (!$head.depth) return;
  const words = $head.parent.textContent.replace(/\s+/gu, " ").trim().slice(0, 40).toLowerCase();
  if (words.length < 3) return;
  const place = [...preview.querySelectorAll(".body > *, .annex > *, td, th")]
    .find((element) => element.textContent.replace(/\s+/gu, " ").toLowerCase().includes(words));
  if (!place) return;
  const box = place.getBoundingClientRect(), frame = preview.getBoundingClientRect();
  if (box.top < frame.top || box.bottom > frame.bottom) preview.scrollTop += box.top - frame.top - frame.height / 3;
}
