// Turn pages on in this browser. Without a script the other ways remain.
(() => {
  "use strict";
  const box = document.getElementById("this-browser");
  if (!box || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const WORKER = "/account/paging/worker.js";
  const said = (name) => { document.getElementById("push-said").textContent = box.dataset[name] || ""; };
  const trusted = window.trustedTypes
    ? trustedTypes.createPolicy("paging", { createScriptURL: (url) => (url === WORKER ? url : "") })
    : { createScriptURL: (url) => url };
  const bytes = (text) => Uint8Array.from(
    atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const base64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const button = box.querySelector("button");
  box.hidden = false;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if ((await Notification.requestPermission()) !== "granted") return said("refused");
    try {
      const worker = await navigator.serviceWorker.register(
        trusted.createScriptURL(WORKER), { scope: "/account/paging/" });
      const found = await worker.pushManager.subscribe(
        { userVisibleOnly: true, applicationServerKey: bytes(box.dataset.key) });
      box.querySelector("[name=address]").value = JSON.stringify({
        endpoint: found.endpoint,
        p256dh: base64(found.getKey("p256dh")),
        auth: base64(found.getKey("auth")),
      });
      box.querySelector("form").submit();
    } catch {
      said("failed");
    }
  });
})();
