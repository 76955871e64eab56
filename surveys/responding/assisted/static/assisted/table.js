// Getting a tablet ready for a place without signal: the pages of this event are kept on it.
// Pages are blank questionnaires; answers never go into this store.
(() => {
  "use strict";

  const STORE = "helping";
  const box = document.querySelector("[data-ready]");

  const forgetOldDays = async () => {
    const kept = await caches.open(STORE);
    const day = await (await kept.match("/day"))?.text();
    if (day && day !== globalThis.helping.today()) await caches.delete(STORE);
  };

  const register = (workers) =>
    Promise.all(workers.map((address) => navigator.serviceWorker.register(address)));

  const keepPage = async (store, address) => {
    const response = await fetch(address, { cache: "no-store" });
    if (!response.ok || response.redirected) throw new Error(address);
    await store.put(address, response);
  };

  const keepFile = async (store, address) => {
    try {
      const response = await fetch(address);
      if (response.ok) await store.put(address, response);
    } catch {
      // A picture or a recording less; the words are there.
    }
  };

  const getReady = async ({ pages, files, workers }) => {
    const store = await caches.open(STORE);
    await register(workers);
    await store.put("/day", new Response(globalThis.helping.today()));
    for (const address of pages) await keepPage(store, address);
    for (const address of files) await keepFile(store, address);
  };

  const say = (name) => {
    for (const each of box.querySelectorAll("[data-say]")) each.hidden = each.dataset.say !== name;
  };

  const start = async () => {
    if (!("caches" in globalThis) || !("serviceWorker" in navigator)) return;
    await forgetOldDays();
    // Without a PIN that works, the pages are not for this tablet any more. What waits stays.
    if (document.querySelector("[data-pin]")) await caches.delete(STORE);
    const leave = document.querySelector("[data-leave]");
    leave?.addEventListener("submit", () => caches.delete(STORE));
    if (!box || !globalThis.helping.canSeal()) return;
    box.hidden = false;
    const button = box.querySelector("button");
    const kept = await caches.open(STORE);
    say((await kept.match("/day")) ? "ready" : "not-yet");
    button.addEventListener("click", async () => {
      button.disabled = true;
      say("busy");
      try {
        await getReady(JSON.parse(box.dataset.ready));
        say("ready");
      } catch {
        say("failed");
      } finally {
        button.disabled = false;
      }
    });
  };

  start();
})();
