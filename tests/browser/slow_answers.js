// Lets everything that a server says over a websocket arrive later, as from far away.
const DELAY = 200; // milliseconds
const late = (heard) => heard && ((event) => setTimeout(() => heard(event), DELAY));

window.WebSocket = class extends WebSocket {
  addEventListener(type, heard, ...rest) {
    super.addEventListener(type, type === "message" ? late(heard) : heard, ...rest);
  }
  get onmessage() { return super.onmessage; }
  set onmessage(heard) { super.onmessage = late(heard); }
};
