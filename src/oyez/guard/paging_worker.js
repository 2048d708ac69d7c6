// A page of an alarm, shown by the browser even while no window of the console is open.
"use strict";

self.addEventListener("push", (event) => {
  const told = event.data ? event.data.json() : {};
  const shown = self.registration.showNotification(told.title || "Oyez", {
    body: told.body || "",
    tag: told.tag || "oyez",
    lang: told.lang || "en",
    data: { url: told.url || "/alarms/" },
    requireInteraction: Boolean(told.loud),
    renotify: Boolean(told.tag),
  });
  event.waitUntil(shown);
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data.url, self.location.origin);
  if (url.origin === self.location.origin) event.waitUntil(self.clients.openWindow(url.href));
});
