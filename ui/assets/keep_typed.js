// Keeps what is typed into a form of the page in this browser, until the server says that it is recorded.
// The fields are those of Streamlit: they are read here, and filled by the server, which knows their types.
const STORE = "outboard:typed:";
const REDRAWN = [60, 400]; // milliseconds after which a field shows what a press or a key has done to it, at best and at worst
const KINDS = ["input", "focusin", "focusout", "pointerdown", "pointerup", "keyup", "keydown", "click"];
const MARK = "button[aria-pressed]"; // several of them can be on, such as steps that are done
const isText = (target) => target.matches("textarea, input:not([type=range], [type=checkbox], [role=combobox])");

const nonce = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const when = (moment) => {
  const day = new Date(moment).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
  return `${day} at ${new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
};
const dayIn = (box) => {
  const parts = ["year", "month", "day"].map((type) => box.querySelector(`[data-type=${type}]`)?.getAttribute("aria-valuenow"));
  return parts.every(Boolean) ? `${parts[0].padStart(4, "0")}-${parts[1].padStart(2, "0")}-${parts[2].padStart(2, "0")}` : null;
};
// What was marked before the first press is kept beside what is marked now: a colleague's marks stay as they are.
const marksBefore = (kept) => (kept ? JSON.stringify(JSON.parse(kept).was) : undefined);

class Keeper {
  constructor(root) {
    Object.assign(this, { root, data: null, touched: new Map(), pending: false, waiting: "" });
    this.said = Object.assign(document.createElement("span"), {});
    this.button = Object.assign(document.createElement("button"), { type: "button", className: "ob-kept-discard", textContent: "Discard", onclick: () => this.discard() });
    this.note = Object.assign(document.createElement("p"), { className: "ob-kept", hidden: true });
    this.note.setAttribute("role", "status");
    this.note.append(this.said, " ", this.button);
    root.append(this.note);
    this.heard = (event) => this[event.type]?.(event);
    for (const kind of KINDS) document.addEventListener(kind, this.heard, true);
  }
  leave() {
    for (const kind of KINDS) document.removeEventListener(kind, this.heard, true);
    this.note.remove();
  }
  update({ data, setTriggerValue }) {
    const before = this.data;
    Object.assign(this, { data, send: setTriggerValue, pending: false });
    const draft = this.draft();
    if (!draft) return;
    if (data.recorded.includes(draft.request)) return this.forget();
    if (this.waiting && data.answered === this.waiting) return data.brought_back ? this.welcome(draft) : this.forget();
    const answered = before?.request === data.request;
    if (answered && !draft.request) this.write({ ...draft, request: data.request });
    else if (!before || !answered) this.bringBack(draft);
  }
  bringBack({ request, fields, along, seen }) {
    this.waiting = nonce();
    this.send("back", { nonce: this.waiting, request, fields, along, seen: seen ?? null });
  }
  welcome(draft) {
    this.waiting = "";
    this.touched.clear();
    this.write({ ...draft, request: this.data.request });
    this.said.textContent = `What you typed on ${when(draft.at)} is back.`;
    this.note.hidden = false;
  }
  forget() {
    this.write(null);
    this.touched.clear();
    this.waiting = "";
    this.note.hidden = true;
  }
  discard() {
    this.forget();
    this.send("discard", nonce());
  }
  get name() { return STORE + this.data.place; }
  draft() {
    try { return JSON.parse(localStorage.getItem(this.name)); } catch { return null; }
  }
  write(draft) {
    try { draft ? localStorage.setItem(this.name, JSON.stringify(draft)) : localStorage.removeItem(this.name); }
    catch { /* a browser that keeps nothing has nothing to bring back */ }
  }
  classOf(field) { return `st-key-${`${this.data.form}:${field}`.replace(/[^a-zA-Z0-9_-]/g, "-")}`; }
  fieldOf(target) { return target.closest && this.data?.fields.find((field) => target.closest(`.${this.classOf(field)}`)); }
  read(field) {
    const box = document.querySelector(`.${this.classOf(field)}`);
    if (!box) return null;
    if (box.querySelector("[data-type=year]")) return dayIn(box);
    if (box.querySelector(MARK)) return JSON.stringify([...box.querySelectorAll(`${MARK}[aria-pressed=true]`)].map((mark) => mark.textContent.trim()));
    const input = box.querySelector("textarea, input");
    if (input?.type === "checkbox") return String(input.checked);
    return input?.getAttribute("aria-expanded") === "true" ? null : input?.value ?? null; // an open list has not been chosen from yet
  }
  isMarked(field) { return !!document.querySelector(`.${this.classOf(field)} ${MARK}`); }
  touch(field, before) { if (!this.touched.has(field)) this.touched.set(field, this.draft()?.fields[field] === undefined ? before : undefined); }
  sweep() {
    const old = this.draft(), fields = { ...old?.fields };
    for (const [field, before] of this.touched) {
      const marked = this.isMarked(field), now = this.read(field);
      const was = marked ? marksBefore(fields[field]) ?? before : before;
      if (now === null) continue;
      if (now === was) delete fields[field];
      else fields[field] = marked ? JSON.stringify({ was: JSON.parse(was ?? "[]"), now: JSON.parse(now) }) : now;
    }
    if (JSON.stringify(fields) === JSON.stringify(old?.fields ?? {})) return;
    if (!Object.keys(fields).length) return this.write(null);
    const along = Object.fromEntries(this.data.along.map((field) => [field, this.read(field)]).filter(([, text]) => text !== null));
    // What is typed while an answer is missing belongs to no request yet.
    const request = this.waiting ? old?.request ?? this.data.request : this.pending ? "" : this.data.request;
    this.write({ fields, along, request, seen: old?.seen ?? this.data.seen, at: new Date().toISOString() });
  }
  soon() { if (this.touched.size) for (const wait of REDRAWN) setTimeout(() => this.root.isConnected && this.sweep(), wait); }
  // Texts tell of each change; a slider, a day, a choice, a switch and marks are compared with what they were.
  focusin({ target }) {
    const field = this.fieldOf(target);
    if (field && !isText(target)) this.touch(field, this.read(field));
  }
  pointerdown(event) { this.focusin(event); }
  input({ target }) {
    const field = this.fieldOf(target);
    if (!field) return;
    if (isText(target)) this.touched.set(field, undefined);
    this.sweep();
  }
  focusout() { this.soon(); }
  pointerup() { this.soon(); }
  keyup() { this.soon(); }
  keydown({ key, ctrlKey, metaKey, target }) {
    if (key === "Enter" && (ctrlKey || metaKey || (target.tagName === "INPUT" && !target.matches("[role=combobox]") && this.fieldOf(target)))) this.sent();
  }
  click({ target }) { if (this.data && target.closest?.(`[class*="${this.data.request}"]`)) this.sent(); }
  sent() {
    this.sweep();
    const draft = this.draft();
    if (draft && !this.waiting) this.write({ ...draft, request: this.data.request });
    this.pending = true;
  }
}

export default function (component) {
  const root = component.parentElement;
  root.keeper ??= new Keeper(root);
  root.keeper.update(component);
  return () => { root.keeper?.leave(); root.keeper = null; };
}
