// Keys as in Word, and the way out: Esc, then Tab.
import {
  Plugin, baseKeymap, chainCommands, keymap, redo, toggleMark, undo, undoInputRule,
} from "../../vendor/prosemirror/prosemirror.min.js";
import { setLevel, shiftLevel, splitLine, toggleHeading, unlabel } from "./commands.js";
import { schema } from "./schema.js";

/** What the list of keys shows. */
export const KEYS = [
  ["Enter", "Dòng mới cùng cấp; trên dòng trống: thôi đánh số"],
  ["Tab, Shift+Tab", "Xuống một cấp, lên một cấp; trong bảng: sang ô"],
  ["Backspace ở đầu dòng", "Bỏ số, giữ chữ"],
  ["“I. ”, “1. ”, “a) ”, “- ” ở đầu dòng", "Thành mục, khoản, điểm, gạch đầu dòng"],
  ["Ctrl+B, Ctrl+I", "Đậm, nghiêng"],
  ["Ctrl+Z, Ctrl+Y", "Hoàn tác, làm lại"],
  ["Ctrl+Alt+1, 2, 3, 4, 5, 0", "Mục, khoản, điểm, gạch, điều, đoạn"],
  ["Ctrl+Alt+T", "In như tiêu đề, hoặc thôi"],
  ["Ctrl+H", "Tìm và thay"],
  ["Ctrl+Alt+M", "Góp ý cho đoạn đang chọn; trên đoạn đã có góp ý: đến góp ý đó"],
  ["Alt+F10", "Lên thanh công cụ"],
  ["Ctrl+S", "Lưu bản thảo"],
  ["Esc rồi Tab", "Ra khỏi ô soạn thảo"],
];

/** All key bindings. `asks` has `find`, `keys` and `comment`; `toTools` moves to the bar; `save` submits. */
export function keyPlugins({ asks, toTools, save, announce }) {
  const call = (action) => () => { action?.(); return true; };
  const { bold, italic } = schema.marks;
  return [
    leaving(announce),
    keymap({
      Enter: splitLine, "Shift-Enter": splitLine,
      Tab: shiftLevel(true), "Shift-Tab": shiftLevel(false),
      Backspace: chainCommands(undoInputRule, unlabel),
      "Mod-b": toggleMark(bold), "Mod-i": toggleMark(italic),
      "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo,
      "Mod-Alt-1": setLevel("muc"), "Mod-Alt-2": setLevel("khoan"), "Mod-Alt-3": setLevel("diem"),
      "Mod-Alt-4": setLevel("dash"), "Mod-Alt-5": setLevel("dieu"), "Mod-Alt-0": setLevel("text"),
      "Mod-Alt-t": toggleHeading,
      "Mod-h": call(asks.find), "Mod-/": call(asks.keys), "Mod-Alt-m": call(asks.comment), "Alt-F10": call(toTools), "Mod-s": call(save),
    }),
    keymap(baseKeymap),
  ];
}

/** After Esc the next Tab is the browser's: the focus leaves the text. */
function leaving(announce) {
  let ready = false;
  const onKey = (_view, event) => {
    if (event.key === "Escape") {
      ready = true;
      announce("Bấm Tab để ra khỏi ô soạn thảo.");
      return false;
    }
    if (event.key === "Tab" && ready) return true; // handled, but not prevented: no key map of ours sees it
    if (event.key !== "Shift") ready = false;
    return false;
  };
  return new Plugin({ props: { handleDOMEvents: { keydown: onKey, focus: () => { ready = false; return false; } } } });
}
