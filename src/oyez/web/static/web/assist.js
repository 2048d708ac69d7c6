/* The page of a task by hand: copy, share, and a clock that runs. Without it the text is selected by hand. */
(() => {
  "use strict";
  const said = (text) => { document.getElementById("said").textContent = text; };
  const copy = async (button) => {
    const field = document.querySelector(button.dataset.copyFrom);
    field.focus();
    field.select();
    await navigator.clipboard.writeText(field.value);
    said(document.body.dataset.copied);
  };
  const pictures = () => Promise.all([...document.querySelectorAll("[data-picture]")].map(async (link) => {
    const answer = await fetch(link.href);
    return new File([await answer.blob()], link.download, { type: link.dataset.picture });
  }));
  const share = async (button) => {
    const text = document.querySelector(button.dataset.share).value;
    const files = await pictures();
    const whole = files.length && navigator.canShare?.({ text, files }) ? { text, files } : { text };
    // Whoever closes the sheet again has done nothing wrong.
    await navigator.share(whole).catch(() => {});
  };
  for (const button of document.querySelectorAll("[data-copy-from]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => copy(button));
  }
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = !navigator.share;
    button.addEventListener("click", () => share(button));
  }

  const clock = document.querySelector("[data-since]");
  const begun = Date.now() - 1000 * Number(clock?.dataset.since || 0);
  const tick = () => {
    const seconds = Math.floor((Date.now() - begun) / 1000);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    clock.textContent = parts.map((part) => String(part).padStart(2, "0")).join(":").replace(/^00:/, "");
  };
  if (clock) setInterval(tick, 1000);
})();
