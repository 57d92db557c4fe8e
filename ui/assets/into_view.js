// Brings the form around it into view once, when it is opened: a link from another page leads to the top of this one.
export default function ({ parentElement: root }) {
  if (root.seen) return;
  root.seen = true;
  const form = root.closest?.("[data-testid=stForm]") ?? root.getRootNode().host?.closest("[data-testid=stForm]");
  setTimeout(() => {
    const place = form?.getBoundingClientRect();
    if (place && (place.top < 64 || place.bottom > innerHeight)) form.scrollIntoView({ block: "center" });
  }, 300); // what stands above it is drawn by then
}
