// The lines of the box under the pointer or the focus stand out from the others.

const graph = document.querySelector('.graph');

function show(box) {
  for (const line of graph.querySelectorAll('.graph-lit')) line.classList.remove('graph-lit');
  const key = box?.dataset.key;
  if (!key) return;
  for (const line of graph.querySelectorAll('path')) {
    line.classList.toggle('graph-lit', line.dataset.from === key || line.dataset.to === key);
  }
}

if (graph) {
  const boxOf = (event) => event.target.closest?.('.graph-box');
  graph.addEventListener('pointerover', (event) => show(boxOf(event)));
  graph.addEventListener('pointerleave', () => show(null));
  graph.addEventListener('focusin', (event) => show(boxOf(event)));
  graph.addEventListener('focusout', () => show(null));
}
