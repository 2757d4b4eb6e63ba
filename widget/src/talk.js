// The talk as this page knows it: numbered messages, those still on their way, files, and what is unread.
import { Link } from "./link.js";
import { memory } from "./memory.js";

export class Talk {
  constructor(options) {
    const prefix = `tca:${options.base}:`;
    this.options = options;
    this.kept = memory("localStorage", prefix);
    this.brief = memory("sessionStorage", prefix);
    this.listeners = new Set();
    this.notBefore = 0;
    this.state = {
      ready: false, config: null, open: false, synced: false, messages: [], removed: [], busy: false, up: true,
      today: null, pending: this.kept.all("out:").sort((a, b) => (a.at < b.at ? -1 : 1)), tray: [], notice: "", lastRead: this.kept.get("read", 0),
      elder: this.kept.get("elder", options.elder), sound: this.kept.get("sound", false),
    };
    this.link = new Link(options.base, this.kept, (kind, data) => this.hear(kind, data));
    window.addEventListener("storage", (event) => this.otherTab(event));
    document.addEventListener("visibilitychange", () => this.read());
  }

  async start() {
    for (let wait = 1000; ; wait = Math.min(wait * 2, 60000)) {
      try {
        const config = await this.link.config();
        this.set({ ready: true, config, today: config.today, synced: !this.link.token });
        break;
      } catch (error) {
        if (error.status === 403) return console.warn(error.message);
        await new Promise((done) => setTimeout(done, wait));
      }
    }
    if (this.link.token) this.link.renew().catch(() => {});
    this.link.run();
    this.flush();
  }

  set(changes) {
    this.state = { ...this.state, ...changes };
    this.listeners.forEach((listener) => listener(this.state));
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get unread() {
    const { messages, lastRead } = this.state;
    return messages.filter((m) => m.from === "assistant" && m.seq > lastRead).length;
  }

  hear(kind, data) {
    if (kind === "message") this.take(data);
    if (kind === "busy") this.set({ busy: data.busy, today: data.today });
    if (kind === "down" && this.state.up) this.set({ up: false });
    if (kind === "up" && !this.state.up) this.set({ up: true });
    if (kind === "up" && this.state.pending.some((m) => m.state === "failed" && !m.final)) this.flush();
    if (kind === "synced" && !this.state.synced) this.set({ synced: true });
    if (kind === "expired") this.set({ messages: [], lastRead: 0, notice: "expired" });
    if (kind === "synced") this.read();
  }

  take(message) {
    const { messages, removed } = this.state;
    if (message.cleared) return this.cleared();
    if (message.removed) return this.set({ removed: [...removed, message.removed] });
    this.settle(message.id);
    this.set({ messages: [...messages, message] });
    if (message.from === "assistant" && this.state.synced) this.arrived();
  }

  arrived() {
    if (this.state.sound) this.chime?.();
    this.read();
  }

  cleared() {
    this.state.pending.forEach((m) => this.kept.drop(`out:${m.id}`));
    this.brief.drop("draft");
    this.set({ messages: [], removed: [], pending: [], tray: [] });
  }

  read() {
    const last = this.state.messages.at(-1)?.seq ?? 0;
    if (!this.state.open || document.hidden || last <= this.state.lastRead) return;
    this.kept.set("read", last);
    this.set({ lastRead: last });
  }

  // --- what the person does ---

  say(text, files = []) {
    const message = { id: newId(), text, files: files.map((f) => f.id), shown: files, state: "sending", at: new Date().toISOString() };
    this.hold(message);
    this.set({ notice: "" });
    this.flush();
  }

  async flush() {
    if (this.flushing || Date.now() < this.notBefore) return;
    this.flushing = true;
    try {
      for (let next; (next = this.state.pending.find((m) => m.state !== "sent" && !m.final)); ) {
        if (!(await this.attempt(next))) break;
      }
    } finally {
      this.flushing = false;
    }
  }

  async attempt(message) {
    this.mark(message.id, { state: "sending", error: "" });
    try {
      await this.link.send({ id: message.id, text: message.text, files: message.files });
      this.mark(message.id, { state: "sent" });
      return true;
    } catch (error) {
      const final = [400, 413].includes(error.status);
      this.mark(message.id, { state: "failed", error: error.status ? error.message : "", final });
      if (error.status === 429) this.flushAfter((error.wait || 5) * 1000);
      else if (!final) setTimeout(() => this.state.up && this.flush(), 8000);
      return final;
    }
  }

  flushAfter(ms) {
    this.notBefore = Date.now() + ms;
    setTimeout(() => this.flush(), ms + 50);
  }

  retry(id) {
    this.notBefore = 0;
    this.mark(id, { final: false });
    this.flush();
  }

  drop(id) {
    this.kept.drop(`out:${id}`);
    this.set({ pending: this.state.pending.filter((m) => m.id !== id) });
  }

  settle(id) {
    if (id && this.state.pending.some((m) => m.id === id)) this.drop(id);
  }

  mark(id, changes) {
    const found = this.state.pending.find((m) => m.id === id);
    if (found) this.hold({ ...found, ...changes });
  }

  // Each message stands in the browser's memory by itself: tabs do not overwrite each other's.
  hold(message) {
    const known = this.state.pending.some((m) => m.id === message.id);
    this.kept.set(`out:${message.id}`, message);
    const pending = known ? this.state.pending.map((m) => (m.id === message.id ? message : m)) : [...this.state.pending, message];
    this.set({ pending });
  }

  // --- files ---

  async addFiles(files) {
    const { config, tray } = this.state;
    const room = config.files_a_message - tray.length;
    for (const file of [...files].slice(0, Math.max(room, 0))) this.addFile(file, config);
    if (files.length > room) this.set({ notice: "too_many_files" });
  }

  async addFile(file, config) {
    const key = newId(), name = file.name && file.name !== "image.png" ? file.name : pastedName(file.type);
    const url = file.type.startsWith("image/") ? URL.createObjectURL(file) : "";
    this.set({ notice: "", tray: [...this.state.tray, { key, name, kind: file.type, url, state: "uploading" }] });
    const tell = (changes) => this.set({ tray: this.state.tray.map((f) => (f.key === key ? { ...f, ...changes } : f)) });
    if (file.size > config.upload_mb * 1024 * 1024) return tell({ state: "failed", error: "too_large" });
    try {
      tell({ ...(await this.link.upload(file, name)), state: "done" });
    } catch (error) {
      tell({ state: "failed", error: error.status ? error.message : "upload_failed" });
    }
  }

  takeBack(key) {
    const file = this.state.tray.find((f) => f.key === key);
    this.set({ tray: this.state.tray.filter((f) => f.key !== key) });
    if (file?.id) this.link.remove(file.id).catch(() => {});
    if (file?.url) URL.revokeObjectURL(file.url);
  }

  async remove(id) {
    await this.link.remove(id);
    this.set({ removed: [...this.state.removed, id] });
  }

  // --- panel and habits ---

  show(open) {
    this.byHand = true;
    this.brief.set("open", open);
    this.set({ open });
    this.read();
  }

  prefer(name, value) {
    this.kept.set(name, value);
    this.set({ [name]: value });
  }

  otherTab({ key }) {
    const { kept } = this;
    if (key === kept.key("read")) this.set({ lastRead: kept.get("read", 0) });
    if (key === kept.key("elder")) this.set({ elder: kept.get("elder", false) });
    if (key === kept.key("sound")) this.set({ sound: kept.get("sound", false) });
    if (key === kept.key("session")) this.link.nudge();
  }
}

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function pastedName(type) {
  const now = new Date(), two = (n) => String(n).padStart(2, "0");
  const ending = { "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp" }[type] ?? "png";
  return `截图${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.${ending}`;
}
