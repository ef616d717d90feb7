(() => {
  const root = document.documentElement, pressed = [];
  const address = () => location.pathname + location.search, here = address();
  const meanwhile = (kind, act) =>
    addEventListener(kind, event => root.dataset.sunup === "hydrate" && act(event), true);
  meanwhile("click", event => {
    const control = event.target.closest?.("a[href],button:not([popovertarget])");
    if (!control) return;
    event.stopImmediatePropagation();
    if (control.type === "button") pressed.push(control);
  });
  meanwhile("popstate", event => {
    if (address() === here) return;
    event.stopImmediatePropagation();
    location.reload();
  });
  new MutationObserver((_, observer) => {
    if (root.dataset.sunup !== "ready") return;
    observer.disconnect();
    for (const button of pressed) button.click();
  }).observe(root, { attributeFilter: ["data-sunup"] });
})();
