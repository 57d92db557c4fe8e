// Hears from the server that something was saved, and has the page look whether it shows it. A tab that nobody sees
// waits until somebody does, and a page that is being drawn, or is about to be because something was just pressed, until
// that is done: it may then have seen the news already, and what it would send meanwhile are fields as they were before.
// Where the news cannot be heard the page looks once a second.
const LOOK = 1000, ANSWERED = 400, A_MOMENT = 50; // milliseconds
const PRESSED = ["click", "keydown"];
const DRAWING = "[data-testid=stApp]:not([data-test-script-state=notRunning])";

class Listener {
  constructor() {
    this.seen = () => this.tell();
    this.press = ({ key }) => { if (key === undefined || key === "Enter") this.pressed = Date.now(); };
    document.addEventListener("visibilitychange", this.seen);
    for (const kind of PRESSED) document.addEventListener(kind, this.press, true);
    this.open();
  }
  update({ data, setTriggerValue }) {
    Object.assign(this, { drawn: data.state, send: setTriggerValue });
    this.tell();
  }
  open() {
    const address = new URL("news", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.socket = new WebSocket(address);
    this.socket.onopen = () => { this.asked = null; };
    this.socket.onmessage = ({ data }) => { this.news = data; this.tell(); };
    this.socket.onclose = () => { this.timer = setTimeout(() => { this.news = `unheard ${Date.now()}`; this.tell(); this.open(); }, LOOK); };
  }
  get isBusy() { return Date.now() - (this.pressed ?? 0) < ANSWERED || !!document.querySelector(DRAWING); }
  tell() {
    clearTimeout(this.later);
    if (document.hidden || !this.send || !this.news || this.news === this.drawn || this.news === this.asked) return;
    if (this.isBusy) { this.later = setTimeout(this.seen, A_MOMENT); return; }
    this.asked = this.news;
    this.send("news", this.news);
  }
  leave() {
    document.removeEventListener("visibilitychange", this.seen);
    for (const kind of PRESSED) document.removeEventListener(kind, this.press, true);
    clearTimeout(this.timer);
    clearTimeout(this.later);
    this.socket.onclose = null;
    this.socket.close();
  }
}

export default function (component) {
  const root = component.parentElement;
  root.listener ??= new Listener();
  root.listener.update(component);
  return () => { root.listener?.leave(); root.listener = null; };
}
