// Keys: / finds, ? explains, j and k walk the rows, g and a letter goes to a screen. Off while typing, and on request.
const OFF = 'plumbline.keys';
let going = false;

export const keysOff = () => localStorage.getItem(OFF) === 'off';

const typing = (target) => target.closest('input, textarea, select, [contenteditable]') !== null;

const rows = () => [...document.querySelectorAll('[data-row]')];

const step = (by) => {
  const all = rows();
  if (all.length === 0) {
    return;
  }
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
  all[next].focus();
  all[next].scrollIntoView({ block: 'nearest' });
};

const explain = async () => {
  const dialog = document.getElementById('keys');
  if (dialog.childElementCount === 0) {
    await window.htmx.ajax('GET', '/x/help/keys', { target: dialog, swap: 'innerHTML' });
  }
  dialog.showModal();
};

const keys = {
  '/': () => document.getElementById('find').focus(),
  '?': explain,
  j: () => step(1),
  k: () => step(-1),
};

const pressed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keysOff()) {
    return;
  }
  if (event.key === 'Escape' && event.target.id === 'find') {
    event.target.blur();
    return;
  }
  if (typing(event.target) || document.querySelector('dialog[open]')) {
    return;
  }
  if (going) {
    going = false;
    document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
    return;
  }
  if (event.key === 'g') {
    going = true;
    setTimeout(() => { going = false; }, 1500);
    return;
  }
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
};

export const listen = () => {
  document.addEventListener('keydown', pressed);
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-keys-off]')) {
      localStorage.setItem(OFF, event.target.checked ? 'off' : 'on');
    }
  });
};

export const mark = (within) => {
  for (const box of within.querySelectorAll('[data-keys-off]')) {
    box.checked = keysOff();
  }
};
