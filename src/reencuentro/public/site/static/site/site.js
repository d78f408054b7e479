// Conveniences of the public site: all of it works without. No eval, no inline handlers (strict CSP).
(() => {
  "use strict";
  const link = document.querySelector("[data-leave]");
  if (!link) return;
  // Instead of a further page in the history: "back" does not lead here again.
  const leave = () => { document.documentElement.hidden = true; location.replace(link.href); };
  link.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  let last = 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.timeStamp - last < 1000) leave();
    last = event.timeStamp;
  });
})();
