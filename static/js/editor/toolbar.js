// The bar of buttons above the text: one stop for Tab, arrow keys inside, pressed and disabled as the cursor moves.
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable, redo, redoDepth, toggleMark, undo, undoDepth,
} from "../../vendor/prosemirror/prosemirror.min.js";
import { countAnew, currentLine, hasKept, insertAnnex, insertTable, setLevel, shiftLevel, toggleHeading } from "./commands.js";
import { labelAt } from "./lines.js";
import { isHeading, schema } from "./schema.js";

const onLevel = (level) => (state) => currentLine(state)?.node.attrs.level === level;
const { bold, italic } = schema.marks;

/** Whether typing at the selection would carry a mark. */
function marked(state, mark) {
  const { from, to, empty, $from } = state.selection;
  return empty ? Boolean(mark.isInSet(state.storedMarks || $from.marks())) : state.doc.rangeHasMark(from, to, mark);
}

const inHeading = (state) => {
  const line = currentLine(state);
  return line ? isHeading(line.node, labelAt(state, line.index)) : false;
};

const GROUPS = [
  ["Cấp của dòng", [
    { text: "I. Mục", hint: "Mục (Ctrl+Alt+1)", run: setLevel("muc"), on: onLevel("muc") },
    { text: "1. Khoản", hint: "Khoản (Ctrl+Alt+2)", run: setLevel("khoan"), on: onLevel("khoan") },
    { text: "a) Điểm", hint: "Điểm (Ctrl+Alt+3)", run: setLevel("diem"), on: onLevel("diem") },
    { text: "– Gạch", hint: "Gạch đầu dòng (Ctrl+Alt+4)", run: setLevel("dash"), on: onLevel("dash") },
    { text: "Điều", hint: "Điều (Ctrl+Alt+5)", run: setLevel("dieu"), on: onLevel("dieu") },
    { text: "Đoạn", hint: "Đoạn văn không đánh số (Ctrl+Alt+0)", run: setLevel("text"), on: onLevel("text") },
    { text: "Tiêu đề", hint: "In dòng này như tiêu đề, hoặc thôi (Ctrl+Alt+T)", run: toggleHeading, on: inHeading },
  ]],
  ["Thụt vào, thụt ra", [
    { text: "Giảm cấp", hint: "Xuống một cấp (Tab)", run: shiftLevel(true) },
    { text: "Tăng cấp", hint: "Lên một cấp (Shift+Tab)", run: shiftLevel(false) },
    { text: "Đánh số lại", hint: "Bỏ các số nhảy bậc, đếm lại từ đầu", run: countAnew, enabled: hasKept },
  ]],
  ["Chữ", [
    { text: "Đậm", hint: "Chữ đậm (Ctrl+B)", run: toggleMark(bold), on: (state) => marked(state, bold), look: "tool-bold" },
    { text: "Nghiêng", hint: "Chữ nghiêng (Ctrl+I)", run: toggleMark(italic), on: (state) => marked(state, italic), look: "tool-italic" },
  ]],
  ["Sửa", [
    { text: "Hoàn tác", hint: "Hoàn tác (Ctrl+Z)", run: undo, enabled: (state) => undoDepth(state) > 0 },
    { text: "Làm lại", hint: "Làm lại (Ctrl+Y)", run: redo, enabled: (state) => redoDepth(state) > 0 },
    { text: "Tìm", hint: "Tìm và thay (Ctrl+H)", ask: "find" },
  ]],
  ["Chèn", [
    { text: "Bảng", hint: "Chèn bảng; dòng đầu là tiêu đề bảng", run: insertTable, enabled: (state) => !isInTable(state) },
    { text: "Phụ lục", hint: "Thêm phụ lục ở cuối văn bản", run: insertAnnex },
    { text: "Đoạn mẫu", hint: "Chèn đoạn mẫu của đơn vị", ask: "clause" },
    { text: "Góp ý", hint: "Góp ý cho đoạn đang chọn", ask: "comment" },
    { text: "Phím tắt", hint: "Danh sách phím tắt (Ctrl+/)", ask: "keys" },
  ]],
  ["Bảng đang chọn", [
    { text: "Thêm dòng", hint: "Thêm dòng bên dưới", run: addRowAfter },
    { text: "Xóa dòng", hint: "Xóa dòng đang đứng", run: deleteRow },
    { text: "Thêm cột", hint: "Thêm cột bên phải", run: addColumnAfter },
    { text: "Xóa cột", hint: "Xóa cột đang đứng", run: deleteColumn },
    { text: "Xóa bảng", hint: "Xóa cả bảng (hoàn tác được)", run: deleteTable },
  ], isInTable],
];

/** The bar. `asks`: what opens a dialog, by name; buttons without theirs are left out. */
export class Toolbar {
  constructor(view, asks) {
    this.view = view;
    this.dom = document.createElement("div");
    this.dom.className = "tools";
    this.dom.setAttribute("role", "toolbar");
    this.dom.setAttribute("aria-label", "Định dạng nội dung");
    this.dom.setAttribute("aria-controls", view.dom.id);
    this.tools = [];
    this.groups = GROUPS.map(([name, tools, seen]) => {
      const group = document.createElement("div");
      group.className = "tools-group";
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", name);
      for (const tool of tools) if (!tool.ask || asks[tool.ask]) group.append(this.button(tool, asks));
      this.dom.append(group);
      return { group, seen };
    });
    this.dom.addEventListener("keydown", (event) => this.move(event));
    this.tools[0].button.tabIndex = 0;
    this.update();
  }

  button(tool, asks) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `tool ${tool.look ?? ""}`.trim();
    button.textContent = tool.text;
    button.title = tool.hint;
    button.tabIndex = -1;
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays in the text
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      if (tool.ask) asks[tool.ask](button);
      else {
        tool.run(this.view.state, this.view.dispatch, this.view);
        this.view.focus();
      }
    });
    button.addEventListener("focus", () => this.tools.forEach((other) => { other.button.tabIndex = other.button === button ? 0 : -1; }));
    this.tools.push({ ...tool, button });
    return button;
  }

  update() {
    const { state } = this.view;
    for (const { group, seen } of this.groups) if (seen) group.hidden = !seen(state);
    for (const { button, on, enabled } of this.tools) {
      if (on) button.setAttribute("aria-pressed", String(Boolean(on(state))));
      if (enabled) button.setAttribute("aria-disabled", String(!enabled(state)));
    }
  }

  move(event) {
    const seen = this.tools.map(({ button }) => button).filter((button) => !button.parentElement.hidden);
    const now = seen.indexOf(document.activeElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: seen.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    seen[(next + seen.length) % seen.length].focus();
  }
}
