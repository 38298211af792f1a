// The lines of the box under the pointer or the focus stand out from the others. A box in a frame has no lines of its
// own: those of the frame stand out that lead to what it cites, and the cited boxes.

const graph = document.querySelector('.graph');

function show(box) {
  for (const lit of graph.querySelectorAll('.graph-lit')) lit.classList.remove('graph-lit');
  if (!box) return;
  const { key, frame } = box.dataset;
  const cites = new Set(box.dataset.cites?.split(' '));
  for (const line of graph.querySelectorAll('path')) {
    const { from, to } = line.dataset;
    const ofFrame = frame && (to === frame || (from === frame && cites.has(to)));
    line.classList.toggle('graph-lit', from === key || to === key || Boolean(ofFrame));
  }
  for (const other of graph.querySelectorAll('.graph-box')) {
    const { key: own, cites: cited } = other.dataset;
    other.classList.toggle('graph-lit', cites.has(own) || Boolean(cited?.split(' ').includes(key)));
  }
}

if (graph) {
  const boxOf = (event) => event.target.closest?.('.graph-box');
  graph.addEventListener('pointerover', (event) => show(boxOf(event)));
  graph.addEventListener('pointerleave', () => show(null));
  graph.addEventListener('focusin', (event) => show(boxOf(event)));
  graph.addEventListener('focusout', () => show(null));
}
