// What can be measured on a page that is drawn: widths, names for those who cannot see, contrast of text.
() => {
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && style.opacity !== "0";
  };
  const words = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const name = (element) =>
    (element.getAttribute("aria-label") || words(element.getAttribute("aria-labelledby") ?? "") ||
      [...(element.labels ?? [])].map((label) => label.textContent).join(" ") ||
      element.getAttribute("alt") || element.getAttribute("title") || "").trim();
  const described = (element) => `${element.tagName.toLowerCase()} in ${element.closest("[data-testid]")?.dataset.testid}`;
  const nameless = (selector, more = () => "") =>
    [...document.querySelectorAll(selector)].filter(visible)
      .filter((element) => !element.closest("[aria-hidden=true]") && !name(element) && !more(element).trim())
      .map(described);

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((part, place) => (place === 3 ? part / 255 : part));
  };
  const over = (top, below) => top.slice(0, 3).map((part, place) => part * top[3] + below[place] * (1 - top[3]));
  const ground = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const layer = rgba(getComputedStyle(each).backgroundColor);
      layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => part / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const faint = () => {
    const found = new Set();
    const walker = document.createTreeWalker(document.querySelector("[data-testid=stApp]"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.textContent.trim() || !visible(element)) continue;
      if (element.closest("style, script, [aria-hidden=true], [disabled], [aria-disabled=true], svg")) continue;
      const style = getComputedStyle(element);
      // The value of a slider is a child of its thumb, yet stands above it.
      const below = ground(element.closest("[data-testid=stSlider]") ?? element);
      const ratio = contrast(over(rgba(style.color), below), below);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) found.add(`${node.textContent.trim().slice(0, 40)} ${ratio.toFixed(2)}`);
    }
    return [...found];
  };

  return {
    overflow: [document.documentElement, document.querySelector("[data-testid=stMain]")]
      .map((element) => Math.max(0, element.scrollWidth - element.clientWidth)),
    images: nameless("img, [role=img], [role=graphics-document], canvas[role]"),
    inputs: nameless("input:not([type=hidden]), textarea, select"),
    controls: nameless("button, a[href]", (element) => element.textContent),
    faint: faint(),
  };
}
