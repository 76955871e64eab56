{% comment %}The service worker of the helper's pages: shows the kept ones where there is no signal. Nobody who answers by themselves ever meets it.   words: title, text{% endcomment %}"use strict";

const STORE = "helping";
const PATIENCE = 4000;
const WORDS = {title: "{{ words.title|escapejs }}", text: "{{ words.text|escapejs }}"};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const kept = async (request) => {
  if (!(await caches.has(STORE))) return undefined;
  return (await caches.open(STORE)).match(request, { ignoreVary: true });
};

const inTime = (request) =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new TypeError("no signal")), PATIENCE);
    fetch(request).then(resolve, reject);
  });

// A page with signal is the newest one; without, the kept one. Files never change their name.
const page = async (request) => {
  try {
    const response = await inTime(request);
    if (response.status < 500) return response;
    return (await kept(request)) || response;
  } catch {
    return (await kept(request)) || notKept();
  }
};

const file = async (request) => (await kept(request)) || fetch(request);

const notKept = () =>
  new Response(`${WORDS.title}\n\n${WORDS.text}`, {
    status: 503,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});
