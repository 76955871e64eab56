// Sealed answers that wait on this tablet, and their sending. Nothing else is ever kept here: no
// words, no code, only envelopes that this tablet itself cannot open.
(() => {
  "use strict";

  const AT_ONCE = 20;
  const AGAIN_AFTER = 60_000;
  const STORES = { envelopes: "name", tickets: "event", days: "day" };

  const open = () =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open("helping", 1);
      request.onupgradeneeded = () => {
        for (const [store, keyPath] of Object.entries(STORES)) {
          request.result.createObjectStore(store, { keyPath });
        }
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  const within = async (store, mode, act) => {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(store, mode);
        const request = act(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(request?.result);
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  };

  const all = () => within("envelopes", "readonly", (store) => store.getAll());
  const count = () => within("envelopes", "readonly", (store) => store.count());
  const forget = (name) => within("envelopes", "readwrite", (store) => store.delete(name));

  /** Today in London, as 2026-11-22: events are held by that calendar. */
  const today = () =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London" }).format(new Date());

  const arrivedToday = async () =>
    (await within("days", "readonly", (store) => store.get(today())))?.arrived || 0;

  const countArrived = async (number) => {
    const arrived = (await arrivedToday()) + number;
    await within("days", "readwrite", (store) => {
      store.clear();
      return store.put({ day: today(), arrived });
    });
  };

  /** Keep an envelope until it has arrived. */
  const keep = (envelope) => within("envelopes", "readwrite", (store) => store.put(envelope));

  const keepTicket = (event, ticket) =>
    within("tickets", "readwrite", (store) => store.put({ event, ticket }));

  let sending = null;

  /** Send what waits. Two at the same time would do no harm, but say twice how many arrived. */
  const send = (address) => {
    sending = sending || sendAll(address).finally(() => (sending = null));
    return sending;
  };

  const sendAll = async (address) => {
    let arrived = 0;
    for (const [event, envelopes] of grouped(await all())) {
      const known = await within("tickets", "readonly", (store) => store.get(event));
      for (let from = 0; known && from < envelopes.length; from += AT_ONCE) {
        arrived += await post(address, known.ticket, envelopes.slice(from, from + AT_ONCE));
      }
    }
    if (arrived) await countArrived(arrived);
    return arrived;
  };

  const grouped = (envelopes) => {
    const found = new Map();
    for (const each of envelopes) found.set(each.event, [...(found.get(each.event) || []), each]);
    return found;
  };

  /** How many arrived. What was not acknowledged by name stays. */
  const post = async (address, ticket, envelopes) => {
    const sent = envelopes.map(({ name, sealed }) => ({ name, sealed }));
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ticket, envelopes: sent }),
      credentials: "omit",
      cache: "no-store",
    });
    if ([400, 413].includes(response.status) && envelopes.length > 1) {
      // Too much at once, or one of them is spoilt: that one must not hold up the others.
      const half = Math.ceil(envelopes.length / 2);
      const first = await post(address, ticket, envelopes.slice(0, half));
      return first + (await post(address, ticket, envelopes.slice(half)));
    }
    if (!response.ok) return 0;
    const { outcomes } = await response.json();
    const done = sent.filter(({ name }) => name in outcomes);
    for (const { name } of done) await forget(name);
    return done.length;
  };

  // The line at the foot of every helper's page.

  const bar = document.querySelector("[data-waiting]");

  const show = async () => {
    if (!bar) return;
    const waiting = await count();
    const arrived = (await arrivedToday()) + Number(bar.dataset.sent || 0);
    const say = (name, number) => bar.dataset[name].replace("{n}", number);
    bar.querySelector("[data-wait]").textContent = say("waitWords", waiting);
    bar.querySelector("[data-arrived]").textContent = say("arrivedWords", arrived);
    const button = bar.querySelector("button");
    button.hidden = waiting === 0;
    button.textContent = say("sendWords", waiting);
    bar.dataset.count = waiting;
    document.dispatchEvent(new CustomEvent("helping:count", { detail: { waiting, arrived } }));
  };

  const trySending = async ({ asked = false } = {}) => {
    const problem = bar?.querySelector("[data-problem]");
    try {
      await show();
      if (navigator.onLine || asked) await send(bar.dataset.arrivals);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // TypeError: there is no signal.
    } finally {
      await show();
      if (problem) problem.hidden = !(asked && (await count()) > 0);
    }
  };

  const start = async () => {
    if (!bar || !globalThis.helping.canSeal()) return;
    if (bar.dataset.ticket) await keepTicket(bar.dataset.event, bar.dataset.ticket);
    bar.hidden = false;
    bar.querySelector("button").addEventListener("click", () => trySending({ asked: true }));
    addEventListener("online", () => trySending());
    setInterval(() => trySending(), AGAIN_AFTER);
    await trySending();
  };

  globalThis.helping = { ...globalThis.helping, keep, trySending, today, count };
  start();
})();
