// Asks for live.json now and then: an open page forgets a withdrawn notice without a reload,
// and says politely that there is news. Every page works without this.
"use strict";
(() => {
  const page = document.body.dataset;
  const line = document.getElementById("news");
  let every = 7, wait = 7, tag = "", known = null, timer = 0;

  function tell(words) {
    const link = document.createElement("a");
    link.href = location.pathname;
    link.textContent = line.dataset.show;
    line.replaceChildren(words + " ", link);
  }

  function compare(live) {
    const editions = new Map(live.new);
    if (page.watch === "notice") {
      if (live.gone.includes(page.code)) location.reload();
      else if (String(editions.get(page.code) ?? page.edition) !== page.edition) tell(line.dataset.changed);
    } else if (page.watch === "list" && known !== null) {
      const before = JSON.stringify([known.new, known.gone]);
      if (live.gone.join() !== known.gone.join()) location.reload();
      else if (live.alert && live.alert !== known.alert) tell(line.dataset.warning);
      else if (before !== JSON.stringify([live.new, live.gone])) tell(line.dataset.news);
    }
    if (known === null) known = live;
  }

  async function ask() {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      const answer = await fetch("/live.json", { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (answer.ok) {
        tag = answer.headers.get("ETag") || "";
        const live = await answer.json();
        every = Math.max(2, live.every);
        compare(live);
      } else if (answer.status !== 304) throw new Error(answer.status);
      wait = every;
    } catch {
      wait = Math.min(60, wait * 2);
    }
    timer = setTimeout(ask, wait * 1000 * (0.7 + 0.6 * Math.random()));
  }

  document.addEventListener("visibilitychange", ask);
  addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
  timer = setTimeout(ask, wait * 1000 * Math.random());
})();
