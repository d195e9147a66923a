// What the pages do beyond links and forms: keys, copying, and fragments that refresh while somebody looks.
import { listen, mark } from './keys.js';

document.documentElement.classList.add('js');

const copy = async (button) => {
  const text = document.getElementById(button.dataset.copy)?.textContent ?? button.dataset.text ?? '';
  const said = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'copied';
  } catch {
    button.textContent = 'select and copy by hand';
  }
  setTimeout(() => { button.textContent = said; }, 1500);
};

const stale = (is) => { document.getElementById('stale').hidden = !is; };

// A fragment must not change under a hand that selects or types in it, nor poll for nobody.
const busy = (element) => {
  const selection = document.getSelection();
  return document.hidden
    || (selection && !selection.isCollapsed && element.contains(selection.anchorNode))
    || (element.contains(document.activeElement) && document.activeElement.matches('input, select, textarea'));
};

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy], [data-text]');
  if (button) {
    copy(button);
  }
  if (event.target.closest('[data-close]')) {
    event.target.closest('dialog').close();
  }
});

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-submit]')) {
    event.target.form.requestSubmit();
  }
});

document.addEventListener('htmx:beforeRequest', (event) => {
  const live = event.detail.elt;
  if (live.matches('[data-live]') && busy(document.querySelector(live.dataset.live) ?? live)) {
    event.preventDefault();
  }
});
document.addEventListener('htmx:afterOnLoad', () => stale(false));
document.addEventListener('htmx:sendError', () => stale(true));
document.addEventListener('htmx:timeout', () => stale(true));
document.addEventListener('htmx:responseError', () => stale(true));
document.addEventListener('htmx:afterSwap', (event) => mark(event.detail.target));
// Back in view: what was skipped meanwhile is asked for at once.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    document.querySelectorAll('[data-live]').forEach((live) => window.htmx.trigger(live, 'seen'));
  }
});

listen();
mark(document);

// The line whose span the panel shows.
document.addEventListener('htmx:afterOnLoad', (event) => {
  if (event.detail.elt.matches('[data-line]')) {
    document.querySelectorAll('[data-line][aria-current]').forEach((line) => line.removeAttribute('aria-current'));
    event.detail.elt.setAttribute('aria-current', 'true');
  }
});
