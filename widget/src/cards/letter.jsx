// The letter with what has changed since the last version marked by sign, word and colour.
import { diffArrays } from "diff";
import { useState } from "preact/hooks";
import { CopyButton } from "../parts/copy.jsx";
import { Icon } from "../parts/icons.jsx";
import { Links } from "./papers.jsx";

// The last item of a list ends with a full stop, the others with a semicolon: no change to a reader.
const sameWords = (one, other) => one.replace(/[；。]$/, "") === other.replace(/[；。]$/, "");

export function marked(before, now) {
  if (before == null) return now.split("\n").map((text) => ({ text, kind: "" }));
  const parts = diffArrays(before.split("\n"), now.split("\n"), { comparator: sameWords });
  return parts.flatMap(({ value, added, removed }) =>
    value.map((text) => ({ text, kind: !text.trim() ? "" : added ? "added" : removed ? "removed" : "" })));
}

export function Letter({ card, before, w, base }) {
  const [whole, setWhole] = useState(false);
  const lines = marked(before, card.text);
  const count = lines.filter((line) => line.kind).length;
  return (
    <section class="card letter" aria-label={w.letter_title}>
      <h3 class="card-head"><Icon name="file" />{w.letter_title}</h3>
      {count > 0 && <p class="changed-hint">{w.changed_hint(count)}</p>}
      <div class={whole ? "paper whole" : "paper"} tabindex="0" role="region" aria-label={w.letter_title}>
        {lines.map((line, at) => <Line key={at} line={line} w={w} />)}
      </div>
      <div class="actions">
        <button type="button" class="small-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>{whole ? w.collapse : w.expand}</button>
        <CopyButton text={card.text} label={w.copy_letter} w={w} />
        <Links card={card} w={w} base={base} />
      </div>
    </section>
  );
}

function Line({ line, w }) {
  if (line.kind === "added") return <p><mark><span class="tag">{w.added_mark}</span><ins>{line.text}</ins></mark></p>;
  if (line.kind === "removed") return <p><span class="tag gone">{w.removed_mark}</span><del>{line.text}</del></p>;
  return <p>{line.text || "\u00a0"}</p>;
}
