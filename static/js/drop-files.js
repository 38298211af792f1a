// Nhập văn bản: files can be dropped on the field, and what cannot be taken is said before anything is sent.
// Without this module the field works as every file field does, and the server says the same.
const megabytes = (bytes) => `${(bytes / 1048576).toLocaleString("vi", { maximumFractionDigits: 1 })} MB`;
const shown = (bytes) => (bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : megabytes(bytes));

for (const zone of document.querySelectorAll("[data-drop-files]")) {
  const input = zone.querySelector("input[type=file]");
  const { mostFiles, mostBytes, mostTogether } = zone.dataset;
  const endings = input.accept.split(",");
  const hint = Object.assign(document.createElement("p"), { className: "drop-hint", textContent: "Kéo tệp thả vào khung này, hoặc bấm nút dưới để chọn." });
  const total = Object.assign(document.createElement("p"), { className: "quiet" });
  const list = Object.assign(document.createElement("ul"), { className: "drop-list" });
  total.setAttribute("role", "status");
  input.closest(".mb-3").before(hint);
  zone.append(total, list);
  zone.classList.add("is-ready");

  const refusal = (file) => {
    if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) return "Không đọc được loại tệp này: tệp sẽ bị bỏ qua.";
    if (!file.size) return "Tệp rỗng: sẽ bị bỏ qua.";
    return file.size > mostBytes ? `Lớn hơn ${megabytes(mostBytes)}: tệp sẽ bị bỏ qua.` : "";
  };

  const show = () => {
    const files = [...input.files];
    const size = files.reduce((sum, file) => sum + file.size, 0);
    list.replaceChildren(...files.map((file) => {
      const row = document.createElement("li");
      row.append(file.name, Object.assign(document.createElement("span"), { className: "quiet", textContent: shown(file.size) }));
      const sentence = refusal(file);
      if (sentence) row.append(Object.assign(document.createElement("p"), { className: "refusal", textContent: sentence }));
      return row;
    }));
    let whole = files.length ? `Đã chọn ${files.length} tệp, ${shown(size)}.` : "";
    if (files.length > mostFiles) whole += ` Mỗi đợt nhận tối đa ${mostFiles} tệp: hãy chia thành nhiều đợt.`;
    else if (size > mostTogether) whole += ` Mỗi đợt nhận tối đa ${megabytes(mostTogether)}: hãy chia thành nhiều đợt.`;
    total.textContent = whole;
    total.classList.toggle("refusal", files.length > mostFiles || size > mostTogether);
  };

  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    show();
  });
  if (input.files.length) show(); // after going back
}
