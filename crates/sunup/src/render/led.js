(() => {
  const { at, led } = document.currentScript.dataset, pattern = new RegExp(led);
  if (new URL(at, location).pathname !== location.pathname)
    history.replaceState(history.state, "", at + location.hash);
  for (const kind of ["pointerover", "focusin", "touchstart", "click"])
    addEventListener(kind, event => {
      const link = event.target.closest?.("a[href]");
      if (link?.origin === location.origin && pattern.test(link.pathname)) link.relList.add("external");
    }, { capture: true, passive: true });
})();
