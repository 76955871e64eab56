// Optional comforts; no page needs this file.
// 1. Moves to the list of errors. 2. Stops a second press while a form is on its way.
document.querySelector(".govuk-error-summary")?.focus();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
// A page that comes back by "Back" can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
