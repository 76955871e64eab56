// Optional comfort at the moderator's desk: a press on a marked word ticks or clears its line.
const desk = document.querySelector("[data-desk]");
if (desk) {
  desk.classList.add("desk-js");
  const line = (mark) => desk.querySelector(`input[name="take_out"][value="${mark.dataset.key}"]`);
  const show = () => {
    for (const mark of desk.querySelectorAll("mark[data-key]")) {
      mark.classList.toggle("desk-kept", !line(mark)?.checked && !mark.matches(".desk-doubtful"));
    }
  };
  desk.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-key]");
    if (!mark) return;
    const tick = line(mark);
    tick.checked = !tick.checked;
    show();
  });
  desk.addEventListener("change", show);
  show();
}
