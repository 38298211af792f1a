// Choosing units without a round trip for every search: the buttons do the same on the server without this script.
const form = document.querySelector("form[data-choose]");

// As organizations.names.search_key: letter case, tone marks and đ do not count.
function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
}

if (form) {
  const search = form.querySelector("#tim");
  const count = form.querySelector("[data-count]");
  const none = form.querySelector("[data-none]");
  const rows = [...form.querySelectorAll("[data-name]")];
  const boxes = [...form.querySelectorAll('[data-name] input[type="checkbox"]')];
  const open = boxes.filter((box) => !box.disabled);

  const tell = () => {
    if (!count) return;
    const number = open.filter((box) => box.checked).length;
    const text = `Đã chọn ${number} đơn vị`;
    if (count.textContent !== text) count.textContent = text;
  };
  const filter = () => {
    const words = fold(search.value).split(/\s+/);
    for (const row of rows) row.hidden = !words.every((word) => row.dataset.name.includes(word));
    for (const group of form.querySelectorAll("details")) {
      group.hidden = !group.querySelector("[data-name]:not([hidden])");
      if (search.value && !group.hidden) group.open = true;
    }
    none.hidden = rows.some((row) => !row.hidden);
  };
  const setShown = (checked) => {
    for (const box of open) if (!box.closest("[data-name]").hidden) box.checked = checked;
  };
  const steps = {
    tim: filter,
    "chon-hien": () => setShown(true),
    "bo-hien": () => setShown(false),
    them: () => {
      const ids = form.querySelector("#bo").selectedOptions[0].dataset.units.split(",");
      for (const box of open) if (ids.includes(box.value)) box.checked = true;
    },
  };
  // Before the listener in forms.js, which lets a form be sent once only.
  form.addEventListener("submit", (event) => {
    const step = steps[event.submitter?.value];
    if (!step) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    step();
    tell();
  }, { capture: true });
  search.addEventListener("input", filter);
  form.addEventListener("change", tell);
  form.querySelector("[data-search-units]").hidden = true;
  filter();
  tell();
}
