// Shows only the parts of the question form that the chosen type needs. Without it all are there.
(() => {
  const begin = () => {
    const type = document.querySelector("select[name=type]");
    if (!type) return;
    const parts = document.querySelectorAll("[data-for-types]");
    const show = () => {
      parts.forEach((part) => {
        const panel = part.closest("section.w-panel") || part;
        panel.hidden = !part.dataset.forTypes.split(" ").includes(type.value);
      });
    };
    type.addEventListener("change", show);
    show();
  };
  document.readyState === "loading"
    ? document.addEventListener("DOMContentLoaded", begin)
    : begin();
})();
