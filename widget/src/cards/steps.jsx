// The steps: a time line picture of when each is open, then the same in words with what to say.
import { between, long, number, short } from "../days.js";
import { CopyButton } from "../parts/copy.jsx";
import { Icon } from "../parts/icons.jsx";

const SIGNS = { open: "check", later: "wait", done: "check", shut: "cross" };
const LEAST_SPAN = 30, FAR = 200; // days

export function Steps({ card, w, today }) {
  const shown = card.steps.filter((step) => step.status !== "shut");
  // Steps without a date of their own have no place on the line.
  const dated = shown.filter((step) => step.status === "done" || step.opens || (step.closes && between(today, step.closes) < FAR));
  const shut = card.steps.filter((step) => step.status === "shut");
  return (
    <section class="card steps" aria-label={w.steps_title}>
      <h3 class="card-head"><Icon name="signpost" />{w.steps_title}</h3>
      {dated.length > 0 && <Timeline steps={dated} w={w} today={today} />}
      <ol class="step-list">{shown.map((step) => <Step key={step.id} step={step} w={w} today={today} />)}</ol>
      {shut.length > 0 && (
        <details class="shut-steps">
          <summary>{w.shut_steps(shut.length)}</summary>
          <ul>{shut.map((step) => <li key={step.id}><b>{step.title}</b><p>{step.why}</p></li>)}</ul>
        </details>
      )}
    </section>
  );
}

function Step({ step, w, today }) {
  const when = step.status === "later" && step.opens ? w.opens(short(step.opens)) : w.step_statuses[step.status];
  return (
    <li class={`step ${step.status}`}>
      <div class="step-head"><span class="node"><Icon name={SIGNS[step.status]} /></span><b>{step.title}</b><span class="when">{when}</span></div>
      {step.addressee && <p>{w.to_whom}：{step.addressee}</p>}
      {step.closes && <p>{w.closes(long(step.closes))}（{w.days_left(between(today, step.closes))}）</p>}
      {step.why && step.status !== "done" && <p>{step.why}</p>}
      {step.warning && step.status !== "done" && <p class="warning"><Icon name="warn" /><b>{w.warning}：</b>{step.warning}</p>}
      {step.script && (
        <details><summary>{w.script}</summary><p class="script">{step.script}</p><CopyButton text={step.script} label={w.copy} w={w} /></details>
      )}
      {step.comes_back && <details><summary>{w.comes_back}</summary><p>{step.comes_back}</p></details>}
    </li>
  );
}

// Rows over a common axis of days; what has no end runs on to the edge.
function Timeline({ steps, w, today }) {
  const days = steps.flatMap((step) => [step.opens, step.closes]).filter(Boolean).map(number);
  const start = number(today), row = 34, top = 26;
  const end = Math.max(start + LEAST_SPAN, ...days) + 4;
  const x = (day) => 8 + (304 * (Math.min(Math.max(day, start), end) - start)) / (end - start);
  const height = top + steps.length * row + 4;
  const label = steps.map((step) => `${step.title}：${step.opens ? w.opens(long(step.opens)) : w.step_statuses[step.status]}${step.closes ? `，${w.closes(long(step.closes))}` : ""}`).join("；");
  return (
    <svg class="timeline" viewBox={`0 0 320 ${height}`} role="img" aria-label={`${w.steps_picture}：${label}`}>
      <text x="8" y="14" class="tick">{w.today} {short(today)}</text>
      <line x1="8" x2="8" y1="18" y2={height} class="today-line" />
      {steps.map((step, at) => {
        const y = top + at * row;
        const from = x(step.opens && step.status !== "done" ? number(step.opens) : start);
        const to = x(step.closes ? number(step.closes) : end);
        const last = step.closes && number(step.closes) <= end;
        return (
          <g key={step.id} class={step.status}>
            <text x="14" y={y + 12}>{step.title}</text>
            {step.status === "later" && from > 9 && <line x1="8" x2={from} y1={y + 21} y2={y + 21} class="until" />}
            {step.status === "done" ? <circle cx="14" cy={y + 21} r="5" class="bar" /> : <rect x={from} y={y + 16} width={Math.max(to - from, 4)} height="10" rx="5" class="bar" />}
            {last && <text x={to} y={y + 12} text-anchor="end" class="tick">{short(step.closes)}</text>}
          </g>
        );
      })}
    </svg>
  );
}
