// A button that copies the field it names; without script, or without leave to copy, the field is there to be marked.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Đã sao chép.";
    } catch {
      said.textContent = "Hãy bấm Ctrl + C để sao chép.";
    }
  });
}
