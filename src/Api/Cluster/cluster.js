// Puts the figures of the page as it is now in the place of those shown. Nothing is asked for while nobody looks.
'use strict';
const everyMs = 5000;
const trouble = document.getElementById('trouble');

async function refresh() {
  if (document.hidden) return;
  try {
    const answer = await fetch('/cluster', { headers: { 'Accept-Language': document.documentElement.lang }, cache: 'no-store' });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) {
      const now = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
      if (now) part.replaceChildren(...now.childNodes);
    }
    trouble.textContent = '';
  } catch {
    if (!trouble.textContent) trouble.textContent = trouble.dataset.text;
  }
}

setInterval(refresh, everyMs);
document.addEventListener('visibilitychange', refresh);
