// When the session ended while somebody was typing, the answer is the log-in page: say so instead of showing it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const address = new URL(event.detail.xhr.responseURL, location.href);
  if (address.pathname === location.pathname) return;
  event.detail.shouldSwap = false;
  const note = document.createElement("p");
  note.className = "notice notice-warning";
  note.setAttribute("role", "alert");
  note.textContent = "Phiên làm việc đã hết hạn. Hãy sao chép phần vừa gõ, rồi tải lại trang để đăng nhập.";
  event.detail.target.replaceChildren(note);
});
