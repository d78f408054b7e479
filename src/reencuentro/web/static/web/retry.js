// For poor lines: forms are sent by script, so that a failed sending leaves the page and every word in place and is
// tried again; pages of a delivery travel one by one. Without this file everything works by ordinary forms.
(() => {
  "use strict";
  const say = document.body.dataset;
  const wait = (ms) => new Promise((go) => setTimeout(go, ms));
  const online = () => new Promise((go) => addEventListener("online", go, { once: true }));
  const newId = () => (crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g,
    (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16)));

  // The same form with the same id as often as it takes: the server knows it by its id and does it once.
  const send = async (url, data, told) => {
    for (let round = 0; ; round += 1) {
      try {
        const answer = await fetch(url, { method: "POST", body: data, headers: { "HX-Request": "true" } });
        if (answer.status < 500 && answer.status !== 429) return answer;
        if (round > 5) return answer;
      } catch { /* no connection: told below */ }
      told();
      await Promise.race([wait(Math.min(30000, 1500 * 2 ** round)), online()]);
    }
  };
  const show = async (answer, ids) => {
    const away = answer.headers.get("HX-Redirect");
    if (away) return location.assign(away);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    ids.forEach((id) => {
      const [old, now] = [document.querySelector(id), fresh.querySelector(id)];
      if (old && now) old.replaceWith(document.adoptNode(now));
    });
    const first = document.querySelector("main [data-focus]");
    if (first) first.focus();
  };
  const line = () => {
    let strip = document.getElementById("waiting");
    if (!strip) {
      strip = Object.assign(document.createElement("div"), { id: "waiting", className: "strip off" });
      strip.setAttribute("role", "status");
      document.body.prepend(strip);
    }
    strip.textContent = say.offline;
    return strip;
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    if (event.defaultPrevented || !form.matches("[data-retry]")) return;
    event.preventDefault();
    if (form.dataset.pages !== undefined) await sending;
    const data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    const answer = await send(form.action, data, line);
    delete form.dataset.sent;
    if (button) button.removeAttribute("aria-busy");
    document.getElementById("waiting")?.remove();
    const pagesOnly = button && (button.name === "remove" || button.value === "add");
    await show(answer, pagesOnly && answer.ok ? ["#pages", "#wrong"] : ["main"]);
  });

  // Pages of a delivery: each file leaves as soon as it is chosen.
  let sending = Promise.resolve();
  document.addEventListener("change", (event) => {
    const input = event.target, form = input.form;
    if (input.type !== "file" || !form || form.dataset.pages === undefined) return;
    const token = form.elements.csrfmiddlewaretoken.value, list = document.getElementById("sending");
    [...input.files].forEach((file) => {
      const row = Object.assign(document.createElement("li"), { textContent: `${file.name} · ${form.dataset.pages}` });
      list.append(row);
      const data = new FormData();
      [["csrfmiddlewaretoken", token], ["act", "add"], ["upload_id", newId()], ["files", file]].forEach((part) => data.append(...part));
      const told = () => { row.textContent = `${file.name} · ${form.dataset.later}`; };
      sending = sending.then(() => send(form.action, data, told)).then((answer) => {
        if (answer.ok) row.remove();
        else row.textContent = `${file.name} · ${form.dataset.failed}`;
        return show(answer, ["#pages", "#wrong"]);
      });
    });
    input.value = "";
  });
})();
