// Hears from the server that something was saved, and has the page look whether it shows it. A tab that nobody sees
// waits until somebody does. Where the news cannot be heard the page looks once a second.
const LOOK = 1000;

class Listener {
  constructor() {
    this.seen = () => this.tell();
    document.addEventListener("visibilitychange", this.seen);
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
  tell() {
    if (document.hidden || !this.send || !this.news || this.news === this.drawn || this.news === this.asked) return;
    this.asked = this.news;
    this.send("news", this.news);
  }
  leave() {
    document.removeEventListener("visibilitychange", this.seen);
    clearTimeout(this.timer);
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
