// What a room sees on a shared screen: each text with its size, what sticks out, and what stands below the controls.
() => {
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && style.opacity !== "0";
  };
  const bar = document.querySelector(".st-key-session-bar");
  const floor = bar ? bar.getBoundingClientRect().top : innerHeight;
  const found = { texts: [], outside: [], covered: [] };
  const walker = document.createTreeWalker(document.querySelector("[data-testid=stApp]"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent.trim();
    if (!text || !shown(element) || element.closest("style, script, [data-testid=stIconMaterial]")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const mark = element.closest("kbd, .ob-shape, [role=img]") !== null;
    found.texts.push([text.slice(0, 60), parseFloat(getComputedStyle(element).fontSize), mark]);
    if (box.left < -1 || box.right > innerWidth + 1) found.outside.push(text.slice(0, 60));
    if (!element.closest(".st-key-session-bar") && box.bottom > floor + 1) found.covered.push(text.slice(0, 60));
  }
  const main = document.querySelector("[data-testid=stMain]");
  return { ...found, overflow: [main.scrollWidth - main.clientWidth, main.scrollHeight - main.clientHeight] };
}
