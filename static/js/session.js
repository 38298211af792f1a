// An answer from another address than the one asked is the log-in page: the session ended. Say so instead of
// putting that page into this one.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig, target } = event.detail;
  const answered = new URL(xhr.responseURL, location.href).pathname;
  const asked = new URL(requestConfig.path, location.href).pathname;
  if (answered === asked) return;
  event.detail.shouldSwap = false;
  const note = document.createElement("p");
  note.className = "notice notice-warning";
  note.setAttribute("role", "alert");
  note.textContent = "Phiên làm việc đã hết hạn. Hãy sao chép phần chưa lưu (nếu có), rồi tải lại trang để đăng nhập.";
  target.removeAttribute("hx-trigger");
  target.replaceChildren(note);
});
