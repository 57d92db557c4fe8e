// A table of check-ins with real inputs. What is typed stays in this browser until the server says that it is recorded.
// Texts of people reach the page through textContent and value alone.
const COLUMNS = ["value", "confidence", "note", "as_of"];
const HEADINGS = ["Key result", "Value", "Confidence 0–10", "What changed, in one sentence", "True on"];
const STORE = "outboard:check-in:";
const PATIENCE = 8000; // milliseconds until a request counts as lost
const MOST_SIGNS = 5000; // of a cell that are sent

const make = (tag, properties = {}, ...children) => {
  const { dataset = {}, aria = {}, ...plain } = properties;
  const element = Object.assign(document.createElement(tag), plain);
  Object.assign(element.dataset, dataset);
  for (const [name, text] of Object.entries(aria)) element.setAttribute(name === "role" ? name : `aria-${name}`, text);
  element.append(...children);
  return element;
};
const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const dayInWords = (day) => new Date(`${day}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
const count = (number, noun) => `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;
const set = (element, text) => { if (element.textContent !== text) element.textContent = text; };

// Cells as a spreadsheet copies them: tabs and line ends apart, quoted where a cell holds either.
const cellsOf = (text) => {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at], row = rows[rows.length - 1], cell = row.length - 1;
    if (quoted) {
      if (sign !== '"') row[cell] += sign;
      else if (text[at + 1] === '"') row[cell] += text[++at];
      else quoted = false;
    } else if (sign === '"' && row[cell] === "" && /"(?=[\t\r\n]|$)/.test(text.slice(at + 1))) quoted = true;
    else if (sign === "\t") row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") row[cell] += sign;
  }
  if (rows.length > 1 && rows[rows.length - 1].join("") === "") rows.pop();
  return rows;
};

class Row {
  constructor(table, id) {
    Object.assign(this, { table, id, info: null, draft: null, newer: "", barred: "", inputs: {}, steps: [], said: {} });
    this.link = make("a", { className: "ob-grid-title", onclick: (event) => this.follow(event) });
    this.place = make("span", { className: "ob-grid-place ob-note" });
    this.facts = make("span", { className: "ob-note" });
    this.shape = make("span", { className: "ob-shape", aria: { hidden: "true" } });
    this.word = make("span", { className: "ob-word" });
    this.chip = make("span", {}, this.shape, this.word);
    this.state = make("span", { className: "ob-grid-state" });
    this.forget = make("button", { type: "button", className: "ob-grid-clear", textContent: "Clear", tabIndex: -1, onclick: () => this.clear() });
    this.notice = make("div", { className: "ob-grid-notice", aria: { role: "status" } });
    const head = make("th", { scope: "row" }, this.link, make("div", { className: "ob-grid-where" }, this.place, this.state, this.forget), make("div", { className: "ob-grid-line" }, this.chip, this.facts), this.notice);
    this.element = make("tr", { dataset: { keyResult: id } }, head);
    COLUMNS.forEach((column, number) => {
      const said = make("div", { className: "ob-grid-said", id: `ob-said-${id}-${column}` });
      const input = make("input", { type: "text", autocomplete: "off", spellcheck: column === "note", maxLength: column === "note" ? 2000 : 80 });
      if (column === "value") input.inputMode = "decimal";
      if (column === "confidence") input.inputMode = "numeric";
      const unit = make("span", { className: "ob-grid-unit ob-note", aria: { hidden: "true" } });
      const cell = make("td", { className: `ob-grid-${column}`, dataset: { heading: HEADINGS[number + 1] } }, make("div", { className: "ob-grid-cell" }, input, unit), said);
      this.element.append(cell);
      Object.assign(input, { row: this, column, unit });
      [this.inputs[column], this.said[column]] = [input, said];
    });
  }
  describe(info) {
    const ticks = info.steps.length ? info.steps : info.single ? [{ id: 0, title: "Done", done: info.value === "1" }] : [];
    if (ticks.length && !this.steps.length) this.drawSteps(ticks);
    this.info = info;
    set(this.link, info.title);
    this.link.href = `key_result?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(location.search)), id: this.id })}`;
    set(this.place, info.objective);
    this.place.title = info.objective;
    set(this.facts, `${info.last} · ${info.late}`);
    this.chip.className = `ob-chip ob-status-${info.status.kind}${info.status.stale ? " ob-stale" : ""}`;
    set(this.shape, info.status.shape);
    set(this.word, info.status.stale ? `${info.status.word} · stale` : info.status.word);
    const shown = { value: info.value, confidence: info.confidence, note: "", as_of: info.day };
    for (const [column, input] of Object.entries(this.inputs)) {
      input.placeholder = shown[column];
      input.setAttribute("aria-label", this.labelOf(column, shown[column]));
    }
    set(this.inputs.value.unit, info.unit);
    ticks.forEach((step, number) => { this.steps[number].checked = this.draft?.done ? this.draft.done.includes(step.id) : step.done; });
    this.paint();
  }
  labelOf(column, shown) {
    const heading = HEADINGS[COLUMNS.indexOf(column) + 1] + (column === "value" && this.info.unit ? ` in ${this.info.unit}` : "");
    return `${heading}, ${this.info.title}${shown ? (column === "as_of" ? `; if empty ${shown}` : `; last ${shown}`) : ""}`;
  }
  drawSteps(ticks) {
    this.steps = ticks.map((step) => Object.assign(make("input", { type: "checkbox" }), { row: this, column: "value", milestone: step.id }));
    const labels = ticks.map((step, number) => make("label", {}, this.steps[number], make("span", { textContent: step.title })));
    this.inputs.value.parentElement.replaceChildren(make("div", { className: "ob-grid-steps", aria: { role: "group", label: "Done" } }, ...labels));
  }
  controls(column) { return column === "value" && this.steps.length ? this.steps : [this.inputs[column]]; }
  // What stands in the row now; null when nothing does.
  typed() {
    const values = Object.fromEntries(COLUMNS.map((column) => [column, this.steps.length && column === "value" ? "" : this.inputs[column].value]));
    const done = this.steps.filter((step) => step.checked).map((step) => step.milestone);
    const before = this.info?.steps.length ? this.info.steps.filter((step) => step.done).map((step) => step.id) : this.info?.value === "1" ? [0] : [];
    const ticked = this.steps.length > 0 && String(done) !== String(before);
    return ticked || Object.values(values).some((text) => text.trim()) ? { values, done: this.steps.length ? done : null } : null;
  }
  changed(column) {
    const typed = this.typed();
    if (!typed) return this.drop();
    const kept = this.draft && !this.draft.sent ? this.draft : { key: key(), seen: this.draft?.seen ?? this.info.newest.id, day: this.table.data.today };
    this.draft = { ...kept, ...typed, title: this.info.title, sent: false };
    this.tell(column, "");
    this.tell("row", "");
    this.keep();
  }
  keep() { this.table.write(this.id, this.draft); this.paint(); this.table.paint(); }
  drop() { this.draft = null; this.newer = this.barred = ""; [...COLUMNS, "row"].forEach((column) => this.tell(column, "")); this.keep(); }
  clear() {
    for (const input of Object.values(this.inputs)) input.value = "";
    this.drop();
    if (this.info) this.describe(this.info);
    this.cleared = true; // nobody is about to type here: the focus holds the row no longer
    this.table.settle();
    this.cleared = false;
  }
  restore(draft) {
    this.draft = draft;
    draft.done &&= draft.done.map(Number); // earlier drafts keep them as text
    if (draft.day < this.table.data.today) draft.values.as_of ||= draft.day; // what was typed on a day was true then
    for (const column of COLUMNS) this.inputs[column].value = draft.values[column];
    this.steps.forEach((step) => { step.checked = (draft.done ?? []).includes(step.milestone); });
    set(this.link, draft.title);
    this.paint();
  }
  // A key result that is not there any more: what was typed about it can still be read and copied.
  mourn() {
    set(this.facts, "This key result cannot be found any more. What you typed is still here, to copy or to clear.");
    for (const input of Object.values(this.inputs)) input.setAttribute("aria-label", input.column);
  }
  entry() {
    const { done, key, seen } = this.draft, single = this.info?.single;
    // What is far too long is refused all the same; the whole of it stays in the table.
    const values = Object.fromEntries(Object.entries(this.draft.values).map(([column, text]) => [column, text.slice(0, MOST_SIGNS)]));
    return {
      key_result_id: this.id, request_key: key, seen_id: seen, note: values.note,
      value: single ? String(Number(done.length > 0)) : values.value, done: single ? null : done,
      confidence: values.confidence.trim() || this.info?.confidence || "", as_of: values.as_of.trim() || this.info?.day || "",
    };
  }
  tell(field, message) {
    if (!(field in this.inputs)) { this.barred = message; return this.paint(); }
    set(this.said[field], message);
    for (const control of this.controls(field)) {
      control.setAttribute("aria-invalid", String(Boolean(message)));
      message ? control.setAttribute("aria-describedby", this.said[field].id) : control.removeAttribute("aria-describedby");
    }
  }
  paint() {
    this.element.classList.toggle("ob-grid-edited", Boolean(this.draft));
    set(this.state, this.draft ? "not recorded yet" : "");
    this.forget.hidden = !this.draft;
    this.forget.setAttribute("aria-label", `Clear what was typed about ${this.info?.title ?? "this"}`);
    const newest = this.info?.newest;
    const live = this.draft && newest && !newest.mine && newest.id > this.draft.seen ? `${newest.text} Recording yours keeps both.` : "";
    set(this.notice, this.barred || this.newer || live);
  }
  follow(event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || !this.info) return;
    event.preventDefault();
    this.table.send("open", this.id);
  }
}

class Table {
  constructor(root) {
    Object.assign(this, { root, rows: new Map(), brought: new Set(), data: null, pending: null, started: false });
    this.restored = make("p", { className: "ob-grid-restored", aria: { role: "status" }, hidden: true });
    this.body = make("tbody");
    const headings = make("tr", {}, ...HEADINGS.map((text) => make("th", { scope: "col", textContent: text })));
    this.button = make("button", { type: "button", className: "ob-grid-record", onclick: () => this.record() });
    this.status = make("span", { className: "ob-grid-status", aria: { role: "status" } });
    this.help = make("p", { className: "ob-note ob-grid-help", textContent: "Enter or ↓ goes to the next row, Ctrl+Enter records, Esc takes a cell back. = takes the last value. Paste a column or a block from a spreadsheet into the first cell. Grey is what stood last: a confidence or a day that you leave empty stays as shown." });
    this.table = make("table", { className: "ob-grid", aria: { label: "Check-ins that wait" } }, make("thead", {}, headings), this.body);
    this.frame = make("div", { className: "ob-grid-frame" }, this.restored, this.table, make("div", { className: "ob-grid-bar" }, this.button, this.status), this.help);
    root.append(this.frame);
    for (const kind of ["input", "keydown", "paste", "focusin"]) this.table.addEventListener(kind, (event) => this[kind](event));
    this.elsewhere = (event) => { if (event.key?.startsWith(this.prefix)) this.take(Number(event.key.slice(this.prefix.length))); };
    addEventListener("storage", this.elsewhere);
  }
  leave() { removeEventListener("storage", this.elsewhere); clearTimeout(this.timer); this.frame.remove(); }
  update({ data, setTriggerValue }) {
    Object.assign(this, { data, send: setTriggerValue, prefix: `${STORE}${data.scope}:` });
    const drafts = this.drafts();
    for (const info of data.rows) if (info.due || drafts.has(info.id) || this.rows.has(info.id)) this.row(info.id).describe(info);
    for (const [id, draft] of drafts) if (data.recorded.includes(draft.key)) { this.write(id, null); drafts.delete(id); this.brought.delete(id); this.rows.get(id)?.clear(); }
    if (!this.brought.size) this.restored.hidden = true;
    if (!this.started) this.begin(drafts);
    this.settle();
    this.answer(data.answer);
    const absent = [...drafts.keys()].filter((id) => !this.has(id));
    for (const id of absent) if (data.asked.includes(id)) this.rows.get(id)?.mourn();
    const missing = absent.filter((id) => !data.asked.includes(id));
    const keys = [...drafts.values()].filter((draft) => draft.sent && !this.pending).map((draft) => draft.key);
    if (missing.length || (keys.length && !this.started)) this.send("ask", { keys, key_results: missing });
    this.started = true;
    this.paint();
  }
  begin(drafts) {
    this.brought = new Set(drafts.keys());
    for (const [id, draft] of drafts) this.row(id).restore(draft);
    if (drafts.size) {
      const days = [...new Set([...drafts.values()].map((draft) => draft.day))].sort();
      set(this.restored, `${count(drafts.size, "row")} that you typed ${days.length > 1 ? "since" : "on"} ${dayInWords(days[0])} ${drafts.size === 1 ? "is" : "are"} restored.`);
      this.restored.hidden = false;
    }
    const first = this.list("value")[0];
    if (first && !matchMedia("(pointer: coarse)").matches && !/^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName)) first.focus();
  }
  has(id) { return this.data.rows.some((info) => info.id === id); }
  // Rows that wait no more leave, unless something is typed in them or somebody is about to.
  settle() {
    let lost = false;
    for (const [id, row] of this.rows) {
      const focused = row.element.contains(document.activeElement);
      if (this.data.rows.some((info) => info.id === id && info.due) || row.draft || (focused && !row.cleared)) continue;
      lost ||= focused;
      row.element.remove();
      this.rows.delete(id);
    }
    this.frame.hidden = this.rows.size === 0;
    if (lost) this.list("value")[0]?.focus();
  }
  row(id) {
    if (!this.rows.has(id)) { this.rows.set(id, new Row(this, id)); this.body.append(this.rows.get(id).element); }
    return this.rows.get(id);
  }
  list(column) { return [...this.rows.values()].flatMap((row) => row.controls(column)); }
  edited() { return [...this.rows.values()].filter((row) => row.draft); }
  drafts() {
    const found = new Map();
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith(this.prefix)) found.set(Number(name.slice(this.prefix.length)), JSON.parse(localStorage[name]));
    } catch { /* a browser that keeps nothing has nothing to restore */ }
    return found;
  }
  write(id, draft) {
    try { draft ? localStorage.setItem(this.prefix + id, JSON.stringify(draft)) : localStorage.removeItem(this.prefix + id); }
    catch { this.say("This browser keeps no drafts: record before you leave the page."); }
  }
  take(id) {
    const row = this.rows.get(id), draft = this.drafts().get(id);
    if (!row || row.element.contains(document.activeElement)) return;
    draft ? row.restore(draft) : row.clear();
    this.paint();
  }
  say(text) { set(this.status, text); }
  paint() {
    const number = this.edited().length;
    set(this.button, number ? `Record ${count(number, "check-in")}` : "Record check-ins");
    this.button.setAttribute("aria-disabled", String(!number || Boolean(this.pending)));
  }
  record() {
    const rows = this.edited();
    if (!rows.length || this.pending) return;
    for (const row of rows) { row.draft.sent = true; row.keep(); }
    this.pending = key();
    this.restored.hidden = true;
    this.say("Recording …");
    this.timer = setTimeout(() => this.lost(), PATIENCE);
    this.send("record", { request: this.pending, rows: rows.map((row) => row.entry()) });
    this.paint();
  }
  lost() {
    this.pending = null;
    this.say("No answer from the server yet. What you typed is kept in this browser: record again, nothing is recorded twice.");
    this.paint();
  }
  answer({ request, message = "", problems = {}, newer = {} }) {
    for (const row of this.edited()) {
      const found = problems[row.draft.key] ?? [];
      for (const column of found.length ? [...COLUMNS, "row"] : []) row.tell(column, found.filter((each) => (each.field in row.inputs ? each.field : "row") === column).map((each) => each.message).join(" "));
      const seen = newer[row.draft.key];
      if (seen && seen.id > row.draft.seen) { row.draft.seen = seen.id; row.newer = seen.text; row.keep(); }
    }
    if (!this.pending || request !== this.pending) return;
    clearTimeout(this.timer);
    this.pending = null;
    this.say(message);
    this.table.querySelector("[aria-invalid=true]")?.focus();
  }
  input({ target }) { this.say(""); target.row?.changed(target.column); }
  focusin({ target }) { this.before = target.type === "checkbox" ? target.checked : target.value; }
  fill(input, text) { input.value = text; input.row.changed(input.column); }
  keydown(event) {
    const { target, key: pressed } = event, command = event.ctrlKey || event.metaKey;
    if (!target.row || event.isComposing) return;
    const act = pressed === "Enter" && command ? () => this.record()
      : pressed === "Enter" ? () => this.move(target, event.shiftKey ? -1 : 1, true)
      : pressed === "ArrowDown" ? () => this.move(target, 1)
      : pressed === "ArrowUp" ? () => this.move(target, -1)
      : pressed === "Escape" && target.type === "text" ? () => this.fill(target, this.before)
      : target.type === "text" && target.placeholder && ((pressed === "=" && !target.value && target.column !== "note") || (pressed.toLowerCase() === "d" && command)) ? () => this.fill(target, target.placeholder)
      : null;
    if (!act) return;
    event.preventDefault();
    act();
  }
  // To the next control of the column; Enter at its end goes on at the top of the next column.
  move(target, by, wraps = false) {
    const column = this.list(target.column), next = column[column.indexOf(target) + by];
    const onwards = COLUMNS[COLUMNS.indexOf(target.column) + by];
    (next ?? (wraps && onwards ? this.list(onwards).at(by > 0 ? 0 : -1) : null))?.focus();
  }
  paste(event) {
    const { target } = event, cells = cellsOf(event.clipboardData.getData("text/plain"));
    if (!target.row || (cells.length === 1 && cells[0].length === 1)) return;
    event.preventDefault();
    const rows = [...this.rows.values()], from = rows.indexOf(target.row), left = COLUMNS.indexOf(target.column);
    let unfit = 0;
    cells.forEach((line, down) => line.forEach((text, right) => {
      const row = rows[from + down], column = COLUMNS[left + right];
      if (!text.trim()) return;
      if (!row || !column || (column === "value" && row.steps.length)) unfit += 1;
      else this.fill(row.inputs[column], text.trim().replace(/\s*\n\s*/g, " "));
    }));
    this.say(unfit ? `${count(unfit, "pasted cell")} found no place: the table ends before them, or their row has steps to tick.` : "");
    this.before = target.value;
  }
}

export default function (component) {
  const root = component.parentElement;
  root.table ??= new Table(root);
  root.table.update(component);
  return () => { root.table?.leave(); root.table = null; };
}
