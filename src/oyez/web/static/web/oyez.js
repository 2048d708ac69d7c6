/* What makes the console quicker to use. Every page works without it; the server decides everything. */
(() => {
  "use strict";
  // htmx hands the server's own pages to the parser; nothing else is ever made into markup.
  if (window.trustedTypes) trustedTypes.createPolicy("default", { createHTML: (text) => text });

  const body = document.body;
  const editing = (node) => node.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

  // What is typed and not saved is not left by accident.
  const dirty = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-unsaved]");
    if (form) dirty.add(form);
  });
  document.addEventListener("oyez:saved", (event) => dirty.delete(event.target.closest("form")));
  window.addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
  });

  // A double click sends once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    dirty.delete(form);
    setTimeout(() => delete form.dataset.sent, 5000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // Texts for a platform that only a person can reach.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).innerText);
    document.getElementById("said").textContent = body.dataset.copied;
  });

  // Silence is a defect: what did not reach the server is said, with a way to try again.
  const trouble = document.getElementById("trouble");
  let again = null;
  const fail = (event) => {
    again = event.detail.elt;
    if (!trouble.hidden) return;
    trouble.hidden = false;
    trouble.focus();
  };
  body.addEventListener("htmx:sendError", fail);
  body.addEventListener("htmx:responseError", fail);
  body.addEventListener("htmx:timeout", fail);
  body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) trouble.hidden = true;
  });
  trouble?.querySelector("button").addEventListener("click", () => {
    trouble.hidden = true;
    if (again?.isConnected) htmx.trigger(again, again.dataset.again || "again");
  });
  const atErrors = (root) => root.querySelector?.("#errors")?.focus();
  body.addEventListener("htmx:afterSwap", (event) => atErrors(event.target));
  atErrors(document);

  // The menu closes as menus do.
  const menu = document.querySelector("details.more");
  document.addEventListener("click", (event) => {
    if (menu?.open && !menu.contains(event.target)) menu.open = false;
  });
  menu?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // Keys. Single keys can be switched off, for people whose voice or hand hits them unawares.
  const dialog = document.getElementById("keys");
  const plain = document.getElementById("plain-keys");
  const off = () => localStorage.getItem("keys") === "off";
  if (plain) {
    plain.checked = !off();
    plain.addEventListener("change", () => localStorage.setItem("keys", plain.checked ? "on" : "off"));
  }
  document.querySelector("[data-keys]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form");
      const button = form?.querySelector("button.btn:not(.q)");
      if (button) form.requestSubmit(button);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || off() || editing(event.target) || dialog?.open) return;
    if (event.key === "?") dialog?.showModal();
    const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!found) return;
    event.preventDefault();
    if (editing(found)) found.focus();
    else found.click();
  });
})();
