"use strict";
// Filters the measures, keeps the filters in the address, prints. Without it the page shows all.
// Many measures are folded in groups, which open by themselves once few are left.
(() => {
  const form = document.getElementById("filters");
  const rows = [...document.querySelectorAll("details.measure")];
  const told = document.getElementById("told");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const texts = new Map();
  const text = (row) => {
    if (!texts.has(row)) texts.set(row, plain(row.textContent));
    return texts.get(row);
  };
  const FEW = 100;
  const groups = [...document.querySelectorAll("details.group")];
  const folds = [...groups, ...rows];
  const opened = new Set();
  const group = (each, isFew) => {
    const left = each.querySelectorAll("details.measure:not([hidden])").length;
    each.hidden = !left;
    each.querySelector(".count").textContent = left;
    if (isFew && !each.open) opened.add(each);
    if (isFew || opened.has(each)) each.open = isFew;
    if (!isFew) opened.delete(each);
  };
  const has = (row, name, value) => !value || row.dataset[name].split("|").includes(value);

  const filter = () => {
    const marks = boxes.filter((box) => box.checked).map((box) => box.value);
    const words = plain(form.elements.q.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = has(row, "ministries", form.elements.ministry.value)
        && has(row, "domains", form.elements.domain.value)
        && marks.includes(row.dataset.mark)
        && words.every((word) => text(row).includes(word));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const each of groups) group(each, shown <= FEW);
    told.textContent = `${rows.length}件のうち${shown}件を表示しています。`;
  };

  // The address says what is shown, so that it can be sent to somebody.
  const write = () => {
    const said = new URLSearchParams();
    for (const name of ["q", "ministry", "domain"]) {
      if (form.elements[name].value) said.set(name, form.elements[name].value);
    }
    const off = boxes.filter((box) => !box.checked).map((box) => box.value);
    if (off.length) said.set("without", off.join(","));
    const query = said.toString();
    history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
  };
  const read = () => {
    const said = new URLSearchParams(location.search);
    for (const name of ["q", "ministry", "domain"]) form.elements[name].value = said.get(name) || "";
    const off = (said.get("without") || "").split(",");
    for (const box of boxes) box.checked = !off.includes(box.value);
    filter();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { filter(); write(); });
  form.addEventListener("reset", () => setTimeout(() => { filter(); write(); }, 0));
  document.getElementById("open-all").addEventListener("click", () => {
    const shut = rows.filter((row) => !row.hidden).some((row) => !row.open);
    for (const each of folds) each.open = shut && !each.hidden;
  });
  // On paper nothing can be opened.
  let open = [];
  window.addEventListener("beforeprint", () => {
    open = folds.map((each) => each.open);
    for (const each of folds) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    folds.forEach((each, at) => { each.open = open[at]; });
    delete document.body.dataset.print;
  });
  document.getElementById("paper").hidden = false;
  for (const what of ["summary", "all"]) {
    document.getElementById(`print-${what}`).addEventListener("click", () => {
      document.body.dataset.print = what;
      window.print();
    });
  }
  read();
})();
