// The words that a link leads to stay in view when the fonts arrive and the page grows shorter above them.

const words = document.getElementById('dan');

async function show() {
  await document.fonts.ready;
  words.scrollIntoView({ block: 'center', behavior: 'instant' });
  words.focus({ preventScroll: true });
}

if (words && location.hash === '#dan') {
  if (document.readyState === 'complete') show();
  else window.addEventListener('load', show, { once: true });
}
