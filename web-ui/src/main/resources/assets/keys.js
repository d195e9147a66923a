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

// Rows marked for a comparison, the last two of them; they outlive the page, so that two lists can be compared.
const PICKED = 'plumbline.picked';
const picked = () => JSON.parse(sessionStorage.getItem(PICKED) ?? '[]');

const showPicked = (within) => {
  const ids = picked();
  within.querySelectorAll('[data-pick]').forEach((row) => row.classList.toggle('picked', ids.includes(row.dataset.pick)));
};

const pick = () => {
  const id = document.activeElement?.dataset.pick;
  if (id) {
    const ids = picked();
    sessionStorage.setItem(PICKED, JSON.stringify(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id].slice(-2)));
    showPicked(document);
    say(picked().length === 2 ? 'Two requests marked: c compares them' : `${picked().length} marked for a comparison`);
  }
};

const compare = () => {
  const ids = picked();
  if (ids.length < 2) {
    say('Mark two requests with x, then c compares them');
    return;
  }
  const to = new URLSearchParams({ a: ids[0], b: ids[1] });
  const project = new URLSearchParams(location.search).get('project');
  if (project) {
    to.set('project', project);
  }
  sessionStorage.removeItem(PICKED);
  location.assign(`/compare?${to}`);
};

const say = (text) => { document.getElementById('said').textContent = text; };

// True when there is something on the page that this key does.
const act = (key) => {
  const found = document.querySelector(`[data-act="${key}"]`);
  found?.click();
  return found ? true : undefined;
};

const tab = (by) => {
  const tabs = [...document.querySelectorAll('.tabs a')];
  const at = tabs.findIndex((one) => one.hasAttribute('aria-current'));
  tabs[at + by]?.click();
};

const keys = {
  '/': () => document.getElementById('find').focus(),
  '?': explain,
  j: () => step(1),
  k: () => step(-1),
  x: pick,
  c: compare,
  f: () => act('f') ?? document.querySelector('.filters input:not([type="hidden"]), .filters select')?.focus(),
  a: () => act('a'),
  u: () => act('u'),
  r: () => document.getElementById('reason')?.focus(),
  n: () => act('n'),
  p: () => act('p'),
  s: () => act('s'),
  y: () => act('y'),
  '[': () => tab(-1),
  ']': () => tab(1),
};

const pressed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keysOff()) {
    return;
  }
  if (event.key === 'Escape' && event.target.matches('#find, #reason')) {
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
  const does = keys[event.key];
  if (does) {
    event.preventDefault();
    does();
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
  showPicked(within);
  for (const box of within.querySelectorAll('[data-keys-off]')) {
    box.checked = keysOff();
  }
};
