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
