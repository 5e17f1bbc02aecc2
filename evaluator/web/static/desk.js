"use strict";

// A job's page is told each step as it comes, and is got anew when the job ends.
for (const told of document.querySelectorAll("[data-events]")) {
  const steps = new EventSource(told.dataset.events);
  steps.addEventListener("message", (event) => {
    const now = JSON.parse(event.data);
    if (!now.runs) {
      steps.close();
      location.reload();
      return;
    }
    if (now.said) told.querySelector("[data-said]").textContent = now.said;
    const bar = told.querySelector("progress");
    if (now.total) { bar.max = now.total; bar.value = now.done; }
  });
}

// Files may be dropped on a field for files; while they are sent and worked on, that is said.
for (const form of document.querySelectorAll("form[data-sending]")) {
  const field = form.querySelector("input[type=file]");
  const box = form.querySelector(".drop");
  const button = form.querySelector("button");
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  form.append(said);
  for (const kind of ["dragenter", "dragover"]) {
    box.addEventListener(kind, (event) => { event.preventDefault(); box.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    box.addEventListener(kind, () => box.classList.remove("over"));
  }
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    field.files = event.dataTransfer.files;
  });
  form.addEventListener("submit", () => {
    said.textContent = form.dataset.sending;
    said.append(document.createElement("progress"));
    button.disabled = true;
  });
  // Whoever comes back by the browser's button may send again.
  addEventListener("pageshow", () => { said.textContent = ""; button.disabled = false; });
}
