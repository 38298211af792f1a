// What comes from the clipboard becomes lines with levels. The server cleans HTML (Word, LibreOffice, web pages) and
// recognises labels with the reader's own code; when it does not answer, the plain text is put in.
import { Fragment, Slice } from "../../vendor/prosemirror/prosemirror.min.js";
import { insertNodes } from "./commands.js";
import { nodesOf, plainOf } from "./schema.js";

const MOST = 2_000_000; // the server refuses more

/** Props of the view. `clean(html, text)` asks the server and gives blocks; `say` tells the user. */
export function clipboardProps({ clean, say }) {
  return {
    // Before ProseMirror looks: it would read foreign HTML in the page, and its styles against the page's policy.
    handleDOMEvents: {
      paste(view, event) {
        const html = event.clipboardData?.getData("text/html") ?? "";
        const text = event.clipboardData?.getData("text/plain") ?? "";
        if (html.includes("data-pm-slice")) return false; // our own
        if (!html && !text.includes("\n") && !inLine(text)) return false; // a word or two
        event.preventDefault();
        take(view, html, text, clean, say);
        return true;
      },
    },
    handleDrop: (_view, event, _slice, moved) => {
      if (moved) return false;
      event.preventDefault();
      say("Hãy dán bằng Ctrl+V; kéo thả từ ngoài vào không giữ được cấu trúc.");
      return true;
    },
    clipboardTextSerializer: (slice) => (slice.content.firstChild?.type.name === "line" && slice.content.childCount > 1
      ? plainOf(slice.content.content) : slice.content.textBetween(0, slice.content.size, "\n")),
    transformPasted: (slice) => new Slice(withoutClosing(slice.content), slice.openStart, slice.openEnd),
  };
}

async function take(view, html, text, clean, say) {
  if (html.length > MOST) {
    say("Đoạn dán quá dài nên chỉ lấy chữ. Hãy dán từng phần.");
    html = "";
  }
  if (text.length > MOST) {
    say("Đoạn dán quá dài, chưa dán. Hãy dán từng phần.");
    return;
  }
  const { bookmark, doc } = { bookmark: view.state.selection.getBookmark(), doc: view.state.doc };
  let blocks;
  try {
    blocks = await clean(html, text);
  } catch {
    say("Máy chủ chưa trả lời nên chỉ dán chữ, chưa nhận cấp.");
    blocks = text.split(/\r?\n/u).filter((line) => line.trim()).map((line) => ({ type: "line", level: "text", label: "", heading: false, text: line.trim().replace(/([\\*])/gu, "\\$1") }));
  }
  if (!blocks.length) return;
  if (view.state.doc === doc) view.dispatch(view.state.tr.setSelection(bookmark.resolve(doc)));
  insertNodes(nodesOf(blocks))(view.state, view.dispatch);
  view.focus();
}

/** Whether a single line still has to be looked at: it begins like a label. */
function inLine(text) {
  return /^\s*(?:[IVX]+[.]|\d+[.)]|[a-zđ]\)|[-–•+])\s/u.test(text);
}

function withoutClosing(content) {
  const kept = content.content.filter((node) => node.type.name !== "closing");
  return kept.length === content.childCount ? content : Fragment.fromArray(kept);
}
