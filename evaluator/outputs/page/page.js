"use strict";
// Filters the measures. Without it the page shows all of them.
(() => {
  const form = document.getElementById("filters");
  const rows = [...document.querySelectorAll("details.measure")];
  const told = document.getElementById("told");
  const has = (row, name, value) => !value || row.dataset[name].split("|").includes(value);

  const filter = () => {
    const marks = [...form.querySelectorAll("input:checked")].map((box) => box.value);
    let shown = 0;
    for (const row of rows) {
      const fits = has(row, "ministries", form.elements.ministry.value)
        && has(row, "domains", form.elements.domain.value)
        && marks.includes(row.dataset.mark);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    told.textContent = `${rows.length}件のうち${shown}件を表示しています。`;
  };

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter, 0));
  document.getElementById("open-all").addEventListener("click", () => {
    const shut = rows.filter((row) => !row.hidden).some((row) => !row.open);
    for (const row of rows) row.open = shut && !row.hidden;
  });
  // On paper nothing can be opened.
  let open = [];
  window.addEventListener("beforeprint", () => {
    open = rows.map((row) => row.open);
    for (const row of rows) row.open = true;
  });
  window.addEventListener("afterprint", () => rows.forEach((row, at) => { row.open = open[at]; }));
  filter();
})();
