import { useEffect, useRef, useState } from "preact/hooks";
import { words } from "../texts.js";
import { Composer } from "./composer.jsx";
import { Icon } from "./icons.jsx";
import { Log } from "./log.jsx";

export const SMALL = "(max-width: 520px), (max-height: 480px)";

export function App({ talk }) {
  const state = useTalk(talk);
  const full = useMedia(SMALL);
  const launcher = useRef(null);
  const w = words(talk.options.lang, state.elder);
  const title = talk.options.title || w.title;
  useEffect(() => {
    document.documentElement.style.overflow = state.open && full ? "hidden" : "";
  }, [state.open, full]);
  if (!state.ready) return null;
  const close = () => {
    talk.show(false);
    requestAnimationFrame(() => launcher.current?.focus());
  };
  return (
    <div class={`widget ${state.elder ? "elder" : ""} ${talk.options.left ? "left" : ""}`} lang={w.code}>
      {!state.open && <Launcher talk={talk} w={w} button={launcher} />}
      {state.open && <Panel talk={talk} state={state} w={w} title={title} full={full} close={close} />}
    </div>
  );
}

function Launcher({ talk, w, button }) {
  const count = talk.unread;
  return (
    <button ref={button} type="button" class="launcher" aria-expanded="false" onClick={() => talk.show(true)}>
      <Icon name="chat" /><span>{w.launcher_short}</span>
      <span class="hidden">{w.launcher + (count ? w.unread(count) : "")}</span>
      {count > 0 && <span class="badge" aria-hidden="true">{count > 99 ? "99+" : count}</span>}
    </button>
  );
}

function Panel({ talk, state, w, title, full, close }) {
  const panel = useRef(null), box = useRef(null), heading = useRef(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    // A panel that opened by itself leaves the focus where the reader has it.
    if (!talk.byHand) return;
    // A touch screen's keyboard would cover what there is to read first.
    (matchMedia("(pointer: coarse)").matches ? heading : box).current.focus();
  }, []);
  useVisibleHeight(panel, full);
  const kept = useFocusKept(panel, box);
  const keys = (event) => {
    if (event.key === "Escape" && !event.isComposing) close();
    if (event.key === "Tab" && full) keepInside(event, panel.current);
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    talk.addFiles(event.dataTransfer.files);
  };
  return (
    <div class="panel" ref={panel} role="dialog" aria-modal={full} aria-labelledby="title" onKeyDown={keys} onFocusIn={kept} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <div class="top-bar">
        <h2 id="title" ref={heading} tabindex="-1">{title}</h2>
        <button type="button" class="bar-button" aria-pressed={state.elder} aria-label={w.elder_label} onClick={() => talk.prefer("elder", !state.elder)}>{w.elder_on}</button>
        <button type="button" class="bar-button" aria-label={state.sound ? w.sound_off : w.sound_on} title={state.sound ? w.sound_off : w.sound_on} onClick={() => talk.prefer("sound", !state.sound)}><Icon name={state.sound ? "sound" : "mute"} /></button>
        <button type="button" class="bar-button" aria-label={w.close} title={w.close} onClick={close}><Icon name="close" /></button>
      </div>
      <div class="down" role="status">{!state.up && w.down}</div>
      <Log talk={talk} state={state} w={w} />
      <Composer talk={talk} state={state} w={w} box={box} />
      {over && <div class="drop">{w.drop_here}</div>}
    </div>
  );
}

function keepInside(event, panel) {
  const stops = [...panel.querySelectorAll("button, a[href], textarea, summary, [tabindex='0']")].filter((e) => e.offsetParent);
  const root = panel.getRootNode(), first = stops[0], last = stops.at(-1);
  const leaving = event.shiftKey ? root.activeElement === first : root.activeElement === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}

// A button that goes away with its question, a file or a failed message must not take the focus along.
function useFocusKept(panel, box) {
  const last = useRef(null);
  useEffect(() => {
    const gone = last.current && !last.current.isConnected && !panel.current.getRootNode().activeElement;
    if (gone) (matchMedia("(pointer: coarse)").matches ? panel.current.querySelector(".log") : box.current).focus({ preventScroll: true });
  });
  return (event) => (last.current = event.target);
}

// A phone's keyboard covers the page without making it smaller; the panel follows what can be seen.
function useVisibleHeight(panel, full) {
  useEffect(() => {
    const view = window.visualViewport;
    if (!full || !view) return undefined;
    const fit = () => {
      panel.current?.style.setProperty("--height", `${view.height}px`);
      panel.current?.style.setProperty("--top", `${view.offsetTop}px`);
    };
    fit();
    view.addEventListener("resize", fit);
    view.addEventListener("scroll", fit);
    return () => {
      view.removeEventListener("resize", fit);
      view.removeEventListener("scroll", fit);
    };
  }, [full]);
}

function useTalk(talk) {
  const [state, setState] = useState(talk.state);
  useEffect(() => {
    setState(talk.state); // what happened between the first drawing and this line
    return talk.subscribe(setState);
  }, [talk]);
  return state;
}

function useMedia(query) {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query), change = () => setMatches(list.matches);
    list.addEventListener("change", change);
    return () => list.removeEventListener("change", change);
  }, [query]);
  return matches;
}
