/* The ceremony with a passkey, the one thing here that no page can do without a script.
   A form says which: data-passkey="create" or "get"; data-options is where the server's question lies. */
(() => {
  "use strict";
  const fromBase64 = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const toBase64 = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: fromBase64(one.id) }));

  function question(options) {
    const asked = { ...options.publicKey, challenge: fromBase64(options.publicKey.challenge) };
    if (asked.user) asked.user = { ...asked.user, id: fromBase64(asked.user.id) };
    if (asked.excludeCredentials) asked.excludeCredentials = known(asked.excludeCredentials);
    if (asked.allowCredentials) asked.allowCredentials = known(asked.allowCredentials);
    return { publicKey: asked };
  }

  function answer(credential) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = toBase64(credential.response[name]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: toBase64(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
      authenticatorAttachment: credential.authenticatorAttachment,
    });
  }

  async function run(form, button, said) {
    said.textContent = "";
    button.disabled = true;
    try {
      const asked = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
      if (!asked.ok || asked.redirected) throw new Error("no question");
      const credential = await navigator.credentials[form.dataset.passkey](question(await asked.json()));
      form.elements.credential.value = answer(credential);
      form.submit();
    } catch {
      said.textContent = form.dataset.failed;
    } finally {
      button.disabled = false;
    }
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("[data-start]");
    const said = form.querySelector("[data-said]");
    form.querySelector("[data-plain]").hidden = true;
    // A passkey belongs to a name; an address of digits has none.
    if (!window.PublicKeyCredential || /^[\d.]+$|:/.test(location.hostname)) {
      said.className = "hint";
      said.textContent = form.dataset.without;
      continue;
    }
    button.hidden = false;
    button.addEventListener("click", () => run(form, button, said));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(form, button, said);
    });
  }
})();
