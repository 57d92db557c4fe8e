// Opens links between pages inside the page that is open; without this they work as well, but load everything anew.
const isPlain = (event) =>
  event.button === 0 && !event.defaultPrevented && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

const open = (event) => {
  const link = event.target.closest?.("a.ob-link");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
};

export default function () {
  document.addEventListener("click", open); // the same listener is added once, however often this runs
  document.documentElement.dataset.opens = "links";
  return () => document.removeEventListener("click", open);
}
