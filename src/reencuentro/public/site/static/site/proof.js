// Before a message is sent: some work of this machine instead of a riddle by somebody else (proof.py). Without this script
// the page asks to press the button again a few seconds later.
(() => {
  "use strict";
  const form = document.querySelector("form[data-challenge]");
  if (!form || !window.crypto || !crypto.subtle) return;
  const text = new TextEncoder();
  const sha = async (words) => new Uint8Array(await crypto.subtle.digest("SHA-256", text.encode(words)));
  const hex = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  const zeros = (bytes) => {
    let count = 0;
    for (const one of bytes) {
      if (one) return count + Math.clz32(one) - 24;
      count += 8;
    }
    return count;
  };
  const work = async (said) => {
    const start = `${form.dataset.challenge}:${hex(await sha(said.replace(/\r\n/g, "\n").trim()))}:`;
    for (let number = 0; ; number += 1) {
      if (zeros(await sha(start + number)) >= +form.dataset.bits) return String(number);
    }
  };
  form.addEventListener("submit", async (event) => {
    const field = form.elements.namedItem("work"), said = form.elements.namedItem("words").value;
    if (field.dataset.of === said || !said.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // before the general "one press, one submit"
    form.setAttribute("aria-busy", "true");
    field.value = await work(said);
    field.dataset.of = said;
    form.removeAttribute("aria-busy");
    form.requestSubmit(event.submitter);
  }, true);
})();
