'use strict';
// The page says everything without this script; it opens what links point to, and finds tasks.
(() => {
  const openTarget = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === 'DETAILS') node.open = true;
    }
    if (target) target.scrollIntoView();
  };
  addEventListener('hashchange', openTarget);
  openTarget();

  const toggle = document.querySelector('.toggle');
  const tasks = [...document.querySelectorAll('details.task')];
  if (toggle && tasks.length > 1) {
    toggle.hidden = false;
    toggle.addEventListener('click', () => {
      const open = tasks.some(task => !task.open);
      tasks.forEach(task => { task.open = open; });
      toggle.textContent = open ? 'Close all' : 'Open all';
    });
  }

  const filter = document.querySelector('.filter');
  const rows = [...document.querySelectorAll('table.tasks tbody tr')];
  if (!filter || rows.length < 8) return;
  const input = filter.querySelector('input');
  const found = filter.querySelector('.found');
  const texts = rows.map(row => row.textContent.toLowerCase());
  filter.hidden = false;
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, i) => {
      const fits = words.every(word => texts[i].includes(word));
      row.hidden = !fits;
      if (fits) count++;
    });
    found.textContent = words.length ? `${count} of ${rows.length} tasks` : '';
  });
})();
