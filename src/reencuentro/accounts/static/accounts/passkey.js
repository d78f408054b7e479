// Passkeys: the one thing on the account pages that needs a script. Every form with data-passkey waits for its button,
// asks the device, and posts the answer in the field "credential". Without a script, or on a device without passkeys,
// these forms stay hidden and the other ways remain.
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const withIds = (list) => (list || []).map((item) => ({ ...item, id: bytes(item.id) }));

  const ask = async (options) => {
    const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    key.allowCredentials = withIds(key.allowCredentials);
    return navigator.credentials.get({ publicKey: key });
  };

  const create = async (options, alone) => {
    const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    key.user = { ...key.user, id: bytes(key.user.id) };
    key.excludeCredentials = withIds(key.excludeCredentials);
    const chosen = { ...key.authenticatorSelection, residentKey: alone ? "required" : "discouraged" };
    key.authenticatorSelection = { ...chosen, requireResidentKey: alone, userVerification: alone ? "required" : "preferred" };
    return navigator.credentials.create({ publicKey: key });
  };

  const answer = (credential) => {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
  };

  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
    return reply.json();
  };

  const run = async (form) => {
    const told = await options(form);
    if (form.dataset.passkey === "create") {
      const alone = form.querySelector("[name=passwordless]");
      return create(told.creation_options, Boolean(alone && alone.checked));
    }
    return ask(told.request_options);
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    let done = false;
    form.addEventListener("submit", async (event) => {
      if (done) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const trouble = form.querySelector("[data-passkey-trouble]");
      trouble.textContent = "";
      try {
        form.elements.credential.value = answer(await run(form));
        done = true;
        form.submit();
      } catch {
        trouble.textContent = trouble.dataset.passkeyTrouble;
      }
    });
  }
})();
