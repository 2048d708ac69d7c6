// Leads from a typed code to its page, also where the server knows nothing of the form.
"use strict";
(() => {
  const go = (typed) => {
    const code = typed.trim().replace(/\/+$/, "").split("/").pop().toLowerCase().replace(/[^a-z0-9]/g, "");
    if (code) location.assign(`/verify/${code}/`);
    return Boolean(code);
  };
  const asked = new URLSearchParams(location.search).get("code");
  if (asked) go(asked);
  document.querySelector("form.ask").addEventListener("submit", (event) => {
    if (go(event.target.elements.code.value)) event.preventDefault();
  });
})();
