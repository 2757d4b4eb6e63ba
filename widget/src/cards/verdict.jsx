// The verdict: ground by ground with a sign and a word, the dates, and the window they leave as a picture.
import { between, long, short } from "../days.js";
import { Icon } from "../parts/icons.jsx";

const SIGNS = { clear: "check", hit: "cross", unknown: "ask" };
const HEADS = { admissible: "check", not_yet: "wait", inadmissible: "cross", needs_facts: "ask", out_of_scope: "signpost" };
const ORDER = { hit: 0, unknown: 1, clear: 2 };

export function Verdict({ card, w, today }) {
  const told = card.grounds.filter((ground) => ground.explanation);
  const sorted = [...told].sort((a, b) => ORDER[a.status] - ORDER[b.status]);
  return (
    <div role="group" class={`card verdict ${card.verdict}`} aria-label={w.verdicts[card.verdict]}>
      <h3 class="card-head"><Icon name={HEADS[card.verdict]} />{w.verdicts[card.verdict]}</h3>
      <Dates card={card} w={w} today={today} />
      {card.missing_words?.length > 0 && <p class="missing"><b>{w.missing}：</b>{card.missing_words.join("、")}</p>}
      <h4>{w.grounds_title}</h4>
      <ul class="grounds">{sorted.map((ground) => <Ground key={ground.id} ground={ground} w={w} />)}</ul>
    </div>
  );
}

// What speaks for the appeal is one line until it is opened; what speaks against it is told at once.
function Ground({ ground, w }) {
  return (
    <li class={ground.status}>
      <details open={ground.status !== "clear"}>
        <summary class="fold">
          <span class="sign"><Icon name={SIGNS[ground.status]} />{w.statuses[ground.status]}</span>
          <b>{w.grounds[ground.id] ?? w.other_ground}</b>
          <Icon name="more" />
        </summary>
        <p>{ground.explanation}</p>
        <p class="basis">{w.basis}：{ground.citation}</p>
      </details>
    </li>
  );
}

function Dates({ card, w, today }) {
  const { earliest_filing: first, latest_filing: last } = card;
  // Days left would be an empty promise where the appeal is refused on another ground.
  const refused = ["inadmissible", "out_of_scope"].includes(card.verdict) && !(last && between(today, last) < 0);
  if (refused || (!first && !last)) return null;
  return (
    <div class="dates">
      <dl>
        {first && <div><dt>{w.earliest}</dt><dd>{long(first)}<em>{w.days_until(between(today, first))}</em></dd></div>}
        {last && <div><dt>{w.latest}</dt><dd>{long(last)}<em>{w.days_left(between(today, last))}</em></dd></div>}
      </dl>
      {last && between(today, last) > 0 && <Window first={first} last={last} today={today} w={w} />}
    </div>
  );
}

// Today and the days on which an appeal can be filed, on one line.
function Window({ first, last, today, w }) {
  const whole = between(today, last);
  const place = (day) => 10 + (280 * Math.max(between(today, day), 0)) / whole;
  const from = place(first ?? today);
  return (
    <svg class="window" viewBox="0 0 300 46" role="img" aria-label={`${w.window}：${long(first ?? today)}–${long(last)}`}>
      <line x1="10" x2="290" y1="16" y2="16" class="axis" />
      <line x1={from} x2="290" y1="16" y2="16" class="open" />
      <circle cx="10" cy="16" r="6" class="now" />
      <circle cx="290" cy="16" r="6" class="end" />
      <text x="4" y="40">{w.today}</text>
      {first && from > 60 && from < 220 && <text x={from} y="40" text-anchor="middle">{short(first, today)}</text>}
      <text x="296" y="40" text-anchor="end">{short(last, today)}</text>
    </svg>
  );
}
