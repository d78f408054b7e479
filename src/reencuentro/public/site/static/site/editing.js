// Starts the date fields and choosers of Wagtail's editing pages. Wagtail writes an inline script beside each; ours are
// data attributes (widgets.py, templates/wagtailadmin/widgets/), so that the editing pages need no inline script either.
(() => {
  "use strict";
  const makers = {
    initDateChooser: (id, options) => window.initDateChooser(id, options),
    initDateTimeChooser: (id, options) => window.initDateTimeChooser(id, options),
    initTimeChooser: (id, options) => window.initTimeChooser(id, options),
  };
  for (const name of ["Chooser", "PageChooser", "ImageChooser", "DocumentChooser"]) {
    makers[name] = (id, options) => new window[name](id, options);
  }
  const start = (root) => root.querySelectorAll("[data-starts]").forEach((mark) => {
    const { starts, id, options } = mark.dataset;
    mark.remove();
    makers[starts](id, JSON.parse(options));
  });
  // Dialogs bring their fields later.
  const watch = () => {
    start(document);
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
      if (node.nodeType === Node.ELEMENT_NODE && node.parentNode) start(node.parentNode);
    }))).observe(document.body, { childList: true, subtree: true });
  };
  document.addEventListener("DOMContentLoaded", watch);
})();
