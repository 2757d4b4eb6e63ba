import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icons.jsx";
import { Message, Pending } from "./message.jsx";

const NEAR_END = 80, MARGIN = 10; // px

// A new answer is read from its beginning: what the person said last stays at the top while the rest is below.
function useReadingPlace(box, state) {
  const following = useRef(true);
  const [below, setBelow] = useState(false);
  const look = () => {
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    following.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
    setBelow(!following.current);
  };
  const toEnd = () => box.current && (box.current.scrollTop = box.current.scrollHeight);
  const toAnswer = () => {
    const asked = [...box.current.querySelectorAll(".mine")].at(-1);
    const top = asked ? asked.offsetTop - MARGIN : 0;
    box.current.scrollTop = Math.max(top, box.current.scrollTop);
    look();
  };
  // One tap: to the newest exchange, or a page further down in it.
  const further = () => {
    const { scrollTop, clientHeight } = box.current;
    const newest = [...box.current.querySelectorAll(".mine")].at(-1)?.offsetTop ?? 0;
    box.current.scrollTop = newest > scrollTop + clientHeight ? newest - MARGIN : scrollTop + clientHeight * 0.8;
    look();
  };
  useLayoutEffect(() => {
    if (following.current || state.pending.length) toAnswer();
    else setBelow(true);
  }, [state.messages.length, state.pending.length, state.busy]);
  useEffect(toEnd, [state.open, state.synced, state.elder]);
  return { below, look, further };
}

export function Log({ talk, state, w }) {
  const box = useRef(null);
  const { below, look, further } = useReadingPlace(box, state);
  const { messages: all, pending, busy, synced } = state;
  const messages = all.filter((message) => message.from !== "service");
  const busyNow = busy || pending.some((message) => message.state === "sent");
  return (
    <div class="log-frame">
      <div class="log" ref={box} onScroll={look} role="log" aria-label={w.log} aria-live={synced ? "polite" : "off"} tabindex="0">
        <Intro talk={talk} state={state} w={w} />
        {messages.map((message, at) => (
          <Message key={message.seq} message={message} before={letterBefore(messages, at)} last={!together(message, messages[at + 1])} talk={talk} state={state} w={w} />
        ))}
        {pending.map((message) => <Pending key={message.id} message={message} talk={talk} w={w} />)}
        <Choices talk={talk} state={state} w={w} />
      </div>
      <div class="typing" role="status">{busyNow && <><span class="hidden">{w.typing}</span><i /><i /><i /></>}</div>
      {below && <button type="button" class="to-end" onClick={further}><Icon name="down" />{w.new_messages}</button>}
    </div>
  );
}

function Intro({ talk, state, w }) {
  const fresh = state.synced && !state.messages.length && !state.pending.length;
  return (
    <div class="intro">
      <div class="bubble">{talk.options.greeting || w.greeting}</div>
      <p class="privacy">{w.privacy(state.config.keep_days)}</p>
      {state.notice === "expired" && <p class="notice" role="status">{w.expired}</p>}
      {fresh && <Chips label={w.starters_label} buttons={w.starters.map((title) => ({ title, say: title }))} talk={talk} />}
    </div>
  );
}

// The offered answers to the last question; the one chosen stays marked.
function Choices({ talk, state, w }) {
  const { messages, pending } = state;
  const last = messages.findLast((message) => message.from === "assistant");
  if (!last?.buttons || pending.length || messages.at(-1).from === "person") return null;
  return <Chips key={last.seq} label={w.choices} buttons={last.buttons} talk={talk} />;
}

function Chips({ label, buttons, talk }) {
  return (
    <div class="chips" role="group" aria-label={label}>
      {buttons.map(({ title, say }) => <button key={title} type="button" class="chip" onClick={() => talk.say(say)}>{title}</button>)}
    </div>
  );
}

// Said by the same one in the same minute.
function together(one, next) {
  return next && one.from === next.from && one.at?.slice(0, 16) === next.at?.slice(0, 16);
}

function letterBefore(messages, at) {
  const letter = (message) => message.card?.type === "letter";
  return letter(messages[at]) ? messages.slice(0, at).findLast(letter)?.card.text : undefined;
}
