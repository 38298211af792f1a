// Lines of căn cứ and nơi nhận: moved by buttons, and filled from the register and from saved lists.
import { element, openDialog } from "./dialog.js";

const REST_MS = 250;

/** A dialog with a search field; `take(text)` gets what was chosen. The address answers {results: [{title, text, note}]}. */
export function openSearch(title, address, take) {
  const { dialog, body } = openDialog(title);
  const words = element("input", { type: "search", className: "form-control", autocomplete: "off" });
  const list = element("ul", { className: "pick-list" });
  const count = element("p", { className: "quiet" });
  count.setAttribute("role", "status");
  let timer = 0, asked = 0;
  const search = async () => {
    const turn = ++asked;
    let results;
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: words.value })}`, { redirect: "manual", headers: { Accept: "application/json" } });
      results = (await answer.json()).results;
    } catch {
      count.textContent = "Chưa tìm được: máy chủ chưa trả lời hoặc phiên đã hết. Hãy thử lại.";
      return;
    }
    if (turn !== asked) return;
    count.textContent = results.length ? `${results.length} kết quả` : "Không có kết quả nào. Hãy thử từ khác.";
    list.replaceChildren(...results.map((result) => choice(result, () => { dialog.close(); take(result.text); })));
  };
  words.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, REST_MS); });
  body.append(element("label", { className: "pick-label" }, "Tìm ", words), count, list);
  words.focus();
  search();
}

function choice({ title, text, note }, run) {
  const button = element("button", { type: "button", className: "pick" }, element("strong", { textContent: title ?? text }));
  if (title && title !== text) button.append(element("span", { className: "pick-text", textContent: text }));
  if (note) button.append(element("span", { className: "pick-note", textContent: note }));
  button.addEventListener("click", run);
  return element("li", {}, button);
}

/** Buttons under the fields marked with data-lines: up, down, and "Chèn …" where there is an address. */
export function wireLists(form) {
  for (const holder of form.querySelectorAll("[data-lines]")) {
    const area = holder.querySelector("textarea");
    const bar = element("div", { className: "line-tools" });
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", `Dòng đang chọn của ô ${holder.dataset.lines}`);
    bar.append(tool("Đưa dòng lên", () => move(area, -1)), tool("Đưa dòng xuống", () => move(area, 1)));
    const { address, insert } = holder.dataset;
    if (address) bar.append(tool(`${insert}…`, () => openSearch(insert, address, (text) => append(area, text))));
    area.after(bar);
  }
}

/** Moves the line of the cursor; the cursor goes with it. */
export function move(area, by) {
  const lines = area.value.split("\n");
  const at = area.value.slice(0, area.selectionStart).split("\n").length - 1;
  const to = at + by;
  if (to < 0 || to >= lines.length) return;
  const column = area.selectionStart - lines.slice(0, at).join("\n").length - (at ? 1 : 0);
  [lines[at], lines[to]] = [lines[to], lines[at]];
  area.value = lines.join("\n");
  const start = lines.slice(0, to).join("\n").length + (to ? 1 : 0) + column;
  area.setSelectionRange(start, start);
  changed(area);
}

function append(area, text) {
  const before = area.value.replace(/\s+$/u, "");
  area.value = before ? `${before}\n${text}` : text;
  changed(area);
  area.focus();
}

function changed(area) {
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function tool(text, run) {
  const button = element("button", { type: "button", className: "tool", textContent: text });
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", run);
  return button;
}
