// Draws a rate over time with its interval. The numbers are those of the table on the page, which stays for reading.
const colour = (token) => {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
};

const faint = (rgb, alpha) => rgb.replace(/^rgba?\(([^)]*)\)$/, (all, parts) => {
  const [r, g, b] = parts.split(/[ ,/]+/);
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
});

const draw = (box) => {
  const rows = [...document.getElementById(box.dataset.series).querySelectorAll('tbody tr')];
  const numbers = (name) => rows.map((row) => Number(row.dataset[name]) * 100);
  const [line, quiet, grid] = [colour(box.dataset.tone), colour('--quiet'), colour('--line')];
  const labels = rows.map((row) => row.dataset.at.slice(5, 16).replace('T', ' '));
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${box.dataset.what} over time, ${labels[0]} to ${labels.at(-1)} UTC; the table has the numbers.`);
  box.replaceChildren(canvas);
  box.hidden = false;
  const edge = { borderWidth: 0, pointRadius: 0, tension: 0 };
  return new window.Chart(canvas, {
    type: 'line',
    data: {
      labels,
      datasets: [
        { ...edge, label: 'upper end', data: numbers('high'), fill: '+1', backgroundColor: faint(line, 0.18) },
        { ...edge, label: 'lower end', data: numbers('low') },
        { label: 'share', data: numbers('value'), borderColor: line, backgroundColor: line, borderWidth: 2, pointRadius: 2 },
        ...(box.dataset.reference ? [{ ...edge, label: 'compared with', data: rows.map(() => Number(box.dataset.reference) * 100), borderColor: quiet, borderWidth: 1, borderDash: [4, 4] }] : []),
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label} ${item.parsed.y.toFixed(1)} %` } },
      },
      scales: {
        x: { ticks: { color: quiet, maxRotation: 0, autoSkipPadding: 16 }, grid: { color: grid }, title: { display: true, text: 'UTC', color: quiet } },
        y: { min: 0, ticks: { color: quiet, callback: (value) => `${value} %` }, grid: { color: grid } },
      },
    },
  });
};

const boxes = [...document.querySelectorAll('[data-series]')];
let charts = boxes.map(draw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  charts.forEach((chart) => chart.destroy());
  charts = boxes.map(draw);
});
