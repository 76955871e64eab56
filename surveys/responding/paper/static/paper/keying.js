// Keying by hand: the number of an answer chooses it, and Enter goes on instead of sending.
// Without this script everything works with Tab and the arrow keys.
(() => {
  const sheet = document.querySelector("[data-paper-sheet]");
  if (!sheet) return;

  const ticks = (input) =>
    [...sheet.elements].filter((each) => each.name === input.name && each.value !== "");

  sheet.addEventListener("keydown", (event) => {
    const input = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && input.matches("input, select")) {
      event.preventDefault();
      const group = input.name;
      const fields = [...sheet.elements].filter(
        (each) => each.matches("input:not([type=hidden]), select, textarea, button") && !each.disabled,
      );
      const next = fields
        .slice(fields.indexOf(input) + 1)
        .find((each) => !each.name || each.name !== group);
      if (next) next.focus();
    } else if (/^[0-9]$/.test(event.key) && input.matches("[type=radio], [type=checkbox]")) {
      const place = Number(event.key);
      const all = ticks(input);
      const chosen = place ? all[place - 1] : null;
      event.preventDefault();
      if (chosen) {
        chosen.checked = chosen.type === "radio" ? true : !chosen.checked;
        chosen.focus();
      } else if (!place && input.type === "radio") {
        const none = [...sheet.elements].find((each) => each.name === input.name && each.value === "");
        if (none) {
          none.checked = true;
          none.focus();
        }
      }
    }
  });
})();
