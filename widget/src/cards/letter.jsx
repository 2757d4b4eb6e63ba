// The letter with what has changed since the last version marked by sign, word and colour.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { CopyButton } from "../parts/copy.jsx";
import { Icon } from "../parts/icons.jsx";
import { count, marked } from "./changes.js";
import { Links } from "./papers.jsx";

export function Letter({ card, before, w, base }) {
  const [whole, setWhole] = useState(false);
  const paper = useRef(null);
  const lines = marked(before, card.text);
  const changes = count(lines);
  useLayoutEffect(() => {
    const first = paper.current.querySelector("ins, del");
    if (first) paper.current.scrollTop = first.offsetTop - paper.current.clientHeight / 3;
  }, [card.text]);
  return (
    <div role="group" class="card letter" aria-label={w.letter_title}>
      <h3 class="card-head"><Icon name="file" />{w.letter_title}</h3>
      {changes > 0 && <p class="changed-hint">{w.changed_hint(changes)}</p>}
      <div ref={paper} class={whole ? "paper whole" : "paper"} tabindex="0" role="group" aria-label={w.letter_text}>
        {lines.map((line, at) => <p key={at}>{line.map((part, of) => <Part key={of} part={part} w={w} />)}{!line.some((part) => part.text) && "\u00a0"}</p>)}
      </div>
      <div class="actions">
        <button type="button" class="small-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>{whole ? w.collapse : w.expand}</button>
        <CopyButton text={card.text} label={w.copy_letter} w={w} />
        <Links card={card} w={w} base={base} />
      </div>
    </div>
  );
}

function Part({ part, w }) {
  if (part.kind === "added") return <ins><span class="tag">{w.added_mark}</span>{part.text}</ins>;
  if (part.kind === "removed") return <del><span class="tag gone">{w.removed_mark}</span>{part.text}</del>;
  return part.text;
}
