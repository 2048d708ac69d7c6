/* While somebody writes a notice: save by the clock, and keep hands off what has the focus. */
(() => {
  "use strict";
  const every = 10000;
  let changed = null;
  const form = (node) => node.closest?.("#composer");

  document.addEventListener("input", (event) => { changed = form(event.target) || changed; });
  document.addEventListener("change", (event) => {
    // A text area speaks the language that is chosen above it.
    const number = /^language_(\d+)$/.exec(event.target.name)?.[1];
    if (!number) return;
    for (const name of ["headline", "body", "prepared_headline", "prepared_body"])
      form(event.target).elements[`${name}_${number}`]?.setAttribute("lang", event.target.value);
  });
  setInterval(() => {
    if (changed?.isConnected) htmx.trigger(changed.querySelector("#saved"), "autosave");
    changed = null;
  }, every);

  // Somebody signed in again in another window: the token of this page is the newest one.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
    if (!form(event.target)) return;
    if (token) event.detail.parameters.csrfmiddlewaretoken = token;
    // A button that was pressed by keys counts as pressed.
    const button = event.detail.triggeringEvent?.submitter;
    if (button?.name) event.detail.parameters[button.name] = button.value;
  });

  // A box in which somebody writes is never replaced under their hands.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const here = document.activeElement, target = event.detail.target;
    if (here?.matches("textarea, input[type=text]") && /^(box|slot)-/.test(target.id) &&
        target.contains(here)) event.detail.shouldSwap = false;
  });

  // Behind somebody's back a request may fail without taking the cursor away.
  const said = (hidden) => { const node = document.getElementById("offline"); if (node) node.hidden = hidden; };
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
    document.documentElement.addEventListener(name, (event) => {
      if (!form(event.target) || event.target.id === "composer") return;
      event.stopPropagation();
      changed = form(event.target);
      said(false);
    }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && form(event.target)) said(true);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-retry]")) return;
    htmx.trigger("#saved", "autosave");
    htmx.trigger("#how", "again");
  });
  // What was refused is still not saved.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "bench" && document.getElementById("errors"))
      document.getElementById("composer")?.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
