// The line to the server: a signed session, messages in by request, messages out by stream or by asking again.
import { createParser } from "eventsource-parser";

const ANSWER_WITHIN = 20000, FIRST_WORD_WITHIN = 4000, SILENCE = 40000; // ms
const HIDDEN_PAUSE = 15000, IDLE_PAUSE = 5000, BUSY_PAUSE = 1500, STREAM_AGAIN_AFTER = 60000;

export class Refused extends Error {
  constructor(status, message, wait) {
    super(message);
    this.status = status;
    this.wait = wait;
  }
}

export class Link {
  // `hear(kind, data)` gets message, busy, synced, up, down, expired.
  constructor(base, memory, hear) {
    Object.assign(this, { root: `${base}/webhooks/web`, memory, hear, seq: 0, busy: false, failures: 0, broken: 0, streamAfter: 0 });
    this.wakers = new Set();
    for (const [target, name] of [[window, "online"], [document, "visibilitychange"]]) {
      target.addEventListener(name, () => this.nudge());
    }
    window.addEventListener("offline", () => {
      this.hear("down");
      this.controller?.abort();
    });
  }

  get token() {
    return this.memory.get("session");
  }

  async config() {
    return (await this.fetch("/config")).json();
  }

  // A session when there is none yet; the given one signed afresh.
  async session() {
    const open = async () => {
      const known = this.token;
      const response = await this.fetch("/session", { method: "POST", headers: this.proof(known) });
      const { token } = await response.json();
      this.memory.set("session", token);
    };
    if (this.token) return;
    // Two tabs that start together must end up with one talk.
    if (navigator.locks) await navigator.locks.request("tca:session", async () => this.token || open());
    else await open();
    this.nudge();
  }

  async renew() {
    const response = await this.request("/session", { method: "POST" });
    this.memory.set("session", (await response.json()).token);
  }

  async request(path, options = {}, retried = false) {
    await this.session();
    const used = this.token;
    try {
      return await this.fetch(path, { ...options, headers: { ...options.headers, ...this.proof(used) } });
    } catch (error) {
      if (error.status !== 401 || retried) throw error;
      if (this.token === used) this.memory.drop("session");
      this.seq = 0;
      this.controller?.abort();
      this.hear("expired");
      return this.request(path, options, true);
    }
  }

  proof(token) {
    return token ? { Authorization: `Bearer ${token}` } : {};
  }

  async fetch(path, options = {}) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), options.patience ?? ANSWER_WITHIN);
    try {
      const response = await fetch(this.root + path, { credentials: "omit", signal: controller.signal, ...options });
      if (response.ok) return response;
      const told = await response.json().catch(() => ({}));
      throw new Refused(response.status, told.error || "", told.wait);
    } finally {
      clearTimeout(timer);
    }
  }

  async send(message) {
    await this.request("/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(message),
    });
    this.nudge();
  }

  async upload(file, name) {
    const headers = { "X-File-Name": encodeURIComponent(name), "Content-Type": "application/octet-stream" };
    const response = await this.request("/files", { method: "POST", headers, body: file, patience: 120000 });
    return response.json();
  }

  async file(id) {
    return (await this.request(`/files/${id}`)).blob();
  }

  async remove(id) {
    await this.request(`/files/${id}`, { method: "DELETE" });
  }

  async run() {
    for (;;) {
      if (!this.token) {
        await this.pause(3600000);
        continue;
      }
      const asking = document.hidden || (this.broken > 1 && Date.now() < this.streamAfter);
      try {
        if (asking) await this.poll();
        else await this.stream();
        this.failures = 0;
        if (!asking) this.broken = 0;
        else await this.pause(document.hidden ? HIDDEN_PAUSE : this.busy ? BUSY_PAUSE : IDLE_PAUSE);
      } catch (error) {
        await this.failed(asking, error);
      }
    }
  }

  // A stream that breaks twice, or says nothing at all, while requests go through is not tried again for a while:
  // some proxies hold it back.
  async failed(asking, error) {
    this.failures += 1;
    this.broken = asking ? 0 : this.broken + (error.held ? 2 : 1);
    this.streamAfter = Date.now() + STREAM_AGAIN_AFTER;
    if (this.failures > 1 || !navigator.onLine) this.hear("down");
    await this.pause(error.wait ? error.wait * 1000 : Math.min(400 * 2 ** this.failures, 5000));
  }

  async poll() {
    const { messages, busy, today } = await (await this.request(`/messages?after=${this.seq}`)).json();
    messages.forEach((message) => this.take(message));
    this.mind({ busy, today });
    this.hear("synced");
  }

  async stream() {
    const controller = (this.controller = new AbortController());
    const watch = new Watchdog(controller, FIRST_WORD_WITHIN);
    const leave = () => document.hidden && controller.abort();
    document.addEventListener("visibilitychange", leave);
    try {
      const response = await this.request(`/stream?after=${this.seq}`, { signal: controller.signal });
      const parser = createParser({ onEvent: (event) => this.event(event) });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        watch.feed(SILENCE);
        watch.fed = true;
        parser.feed(value);
      }
      await this.pause(300);
    } catch (error) {
      if (!document.hidden) throw Object.assign(error, { held: watch.fired && !watch.fed });
    } finally {
      watch.end();
      document.removeEventListener("visibilitychange", leave);
    }
  }

  event({ event, data }) {
    const told = JSON.parse(data);
    if (event === "message") this.take(told);
    if (event === "busy") {
      this.mind(told);
      this.hear("synced");
    }
  }

  take(message) {
    if (message.seq <= this.seq) return;
    this.seq = message.seq;
    this.hear("message", message);
  }

  mind(told) {
    this.busy = told.busy;
    this.hear("up");
    this.hear("busy", told);
  }

  pause(ms) {
    return new Promise((done) => {
      const wake = () => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        done();
      };
      const timer = setTimeout(wake, ms);
      this.wakers.add(wake);
    });
  }

  nudge() {
    [...this.wakers].forEach((wake) => wake());
  }
}

class Watchdog {
  constructor(controller, ms) {
    this.controller = controller;
    this.feed(ms);
  }

  feed(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.fired = true;
      this.controller.abort();
    }, ms);
  }

  end() {
    clearTimeout(this.timer);
  }
}
