// The embed: one script tag puts the launcher on any page, inside a shadow root that the page's styles cannot reach.
import { render } from "preact";
import css from "./style.css";
import { readOptions } from "./options.js";
import { App, SMALL } from "./parts/app.jsx";
import { Talk } from "./talk.js";

const script = document.currentScript;

function dress(root, base) {
  // A style sheet object needs no leave from a strict Content-Security-Policy, a style element would.
  if ("adoptedStyleSheets" in Document.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = `${base}/widget.css`;
  root.append(link);
}

function chime() {
  const audio = new AudioContext(), tone = audio.createOscillator(), level = audio.createGain();
  level.gain.setValueAtTime(0.06, audio.currentTime);
  level.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.25);
  tone.frequency.value = 740;
  tone.connect(level).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.25);
  tone.onended = () => audio.close();
}

function mount() {
  if (document.querySelector("telecom-complaint-widget")) return;
  const options = readOptions(script);
  const host = document.createElement("telecom-complaint-widget");
  host.style.setProperty("--brand", options.colour);
  host.style.setProperty("--on-brand", options.onColour);
  const root = host.attachShadow({ mode: "open" });
  dress(root, options.base);
  const place = document.createElement("div");
  root.append(place);
  document.body.append(host);
  const talk = new Talk(options);
  talk.chime = chime;
  talk.set({ open: talk.brief.get("open", options.open && !matchMedia(SMALL).matches) });
  render(<App talk={talk} />, place);
  talk.start();
  document.addEventListener("click", (event) => event.target.closest?.("[data-open-complaint-widget]") && talk.show(true));
  window.TelecomComplaintWidget = { open: () => talk.show(true), close: () => talk.show(false) };
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount);
else mount();
