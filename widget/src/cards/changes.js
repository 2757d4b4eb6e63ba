// What changed between two versions of a letter: line by line, and inside a changed line clause by clause.
import { diffArrays } from "diff";

// The last item of a list ends with a full stop, the others with a semicolon: no change to a reader.
const sameWords = (one, other) => one.replace(/[；。]$/, "") === other.replace(/[；。]$/, "");
const clauses = (line) => line.match(/^\s+|[^，。；：、]+[，。；：、]?|[，。；：、]/g) ?? [];

/** Lines of parts: `[{ text, kind }]` with kind "", "added" or "removed". */
export function marked(before, now) {
  if (before == null) return now.split("\n").map((text) => [{ text, kind: "" }]);
  const blocks = diffArrays(before.split("\n"), now.split("\n"), { comparator: sameWords });
  const lines = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const { value, added, removed } = blocks[at], next = blocks[at + 1];
    if (removed && next?.added) {
      lines.push(...pairs(value, next.value));
      at += 1;
    } else value.forEach((text) => lines.push([part(text, added, removed)]));
  }
  return lines;
}

function pairs(old, fresh) {
  if (old.length !== fresh.length) return [...old.map((text) => [part(text, false, true)]), ...fresh.map((text) => [part(text, true, false)])];
  return fresh.map((text, at) =>
    diffArrays(clauses(old[at]), clauses(text)).map(({ value, added, removed }) => part(value.join(""), added, removed)));
}

const part = (text, added, removed) => ({ text, kind: !text.trim() ? "" : added ? "added" : removed ? "removed" : "" });

/** How many places a reader would count: a removed part with the added one after it is one. */
export function count(lines) {
  const kinds = lines.flatMap((line) => [...line.map((one) => one.kind), "end"]);
  return kinds.filter((kind, at) => (kind === "added" && kinds[at - 1] !== "removed") || kind === "removed").length;
}
