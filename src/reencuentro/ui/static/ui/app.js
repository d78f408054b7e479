// Everything here is a convenience: each page works without it. No eval, no inline handlers (strict CSP).
(() => {
  "use strict";
  const say = document.body.dataset;
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const make = (tag, props, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };

  // The error summary takes the focus, so that it is read first.
  const errors = document.querySelector("[data-focus]");
  if (errors) errors.focus();

  // Ask before what cannot be undone.
  const ask = (text) => new Promise((resolve) => {
    const close = (answer) => () => { dialog.close(); dialog.remove(); resolve(answer); };
    const no = make("button", { className: "btn ghost", type: "button", textContent: say.no, onclick: close(false) });
    const yes = make("button", { className: "btn danger", type: "button", textContent: say.yes, onclick: close(true) });
    const words = make("p", { textContent: text, id: "ask" });
    const dialog = make("dialog", { oncancel: close(false) }, words, make("div", { className: "buttons" }, no, yes));
    dialog.setAttribute("aria-labelledby", "ask");
    document.body.append(dialog);
    dialog.showModal();
  });

  // One press, one submit; asked first where the form says so.
  document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    if (form.dataset.sent) return event.preventDefault();
    const question = (button && button.dataset.confirm) || form.dataset.confirm;
    if (question && !form.dataset.asked) {
      event.preventDefault();
      if (!(await ask(question))) return;
      form.dataset.asked = "1";
      return form.requestSubmit(button);
    }
    delete form.dataset.asked;
    if (form.method === "get" || form.method === "dialog") return;
    form.dataset.sent = "1";
    if (button) button.setAttribute("aria-busy", "true");
    if (!form.querySelector("[type=file]")) setTimeout(again, 10000); // a download leaves the page as it is
  });
  const again = () => all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
  });
  addEventListener("pageshow", again);

  // The chosen file: name, size, a small picture; too large is said before the long wait.
  all("[data-upload]").forEach((box) => box.addEventListener("change", (event) => {
    const input = event.target, file = input.files[0], out = box.querySelector("output"), limit = +box.dataset.limit;
    out.replaceChildren();
    if (!file) return;
    all("input", box).forEach((other) => { if (other !== input) other.value = ""; });
    const mb = (bytes) => (bytes / 1e6).toFixed(1) + " MB";
    const large = limit && file.size > limit;
    input.setCustomValidity(large ? `${say.tooLarge} ${mb(limit)}.` : "");
    out.append(make("span", { textContent: `${file.name} · ${mb(file.size)}` }));
    if (large) out.append(make("strong", { textContent: input.validationMessage }));
    else if (/^image\/(jpeg|png|webp)$/.test(file.type)) {
      const read = new FileReader();
      read.onload = () => out.append(make("img", { src: read.result, alt: "" }));
      read.readAsDataURL(file);
    }
  }));

  // How much room is left in a text.
  all("[data-left-of]").forEach((out) => {
    const area = document.getElementById(out.dataset.leftOf), limit = area.maxLength;
    const show = () => { out.textContent = `${limit - area.value.length} ${say.left}`; };
    area.addEventListener("input", show);
    show();
  });

  // A draft is kept while one writes: <form data-draft-url="..."> with a .saved line in it.
  all("form[data-draft-url]").forEach((form) => {
    const line = form.querySelector(".saved");
    let timer;
    const keep = async () => {
      const data = new FormData(form);
      for (const [key, value] of [...data]) if (value instanceof File) data.delete(key);
      let ok = false;
      try {
        ok = (await fetch(form.dataset.draftUrl, { method: "POST", body: data, redirect: "error" })).ok;
      } catch { /* no connection: said below, and the words stay in the form */ }
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      if (line) line.textContent = ok ? `${say.saved} ${time}` : say.notSaved;
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 1200); });
    form.addEventListener("submit", () => clearTimeout(timer));
  });

  // The state of the connection, in words.
  const strip = make("div", { className: "strip off", hidden: navigator.onLine, textContent: say.offline });
  strip.setAttribute("role", "status");
  document.body.prepend(strip);
  addEventListener("online", () => { strip.hidden = true; again(); });
  addEventListener("offline", () => { strip.hidden = false; again(); });

  // Menus close on Escape and on a press elsewhere.
  const menus = () => all("details.menu[open]");
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
  addEventListener("click", (event) => menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));

  // Codes can be copied where the browser allows it.
  if (navigator.clipboard) all("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.append(make("span", { textContent: say.copied, role: "status" }));
      setTimeout(() => button.lastChild.remove(), 2000);
    });
  });
})();
