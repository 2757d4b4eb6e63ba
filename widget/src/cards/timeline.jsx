// When each step is open, as rows over a common axis of days; what has no end runs on to the edge.
import { between, long, number, short } from "../days.js";

const LEAST_SPAN = 30, FAR = 200; // days
const WIDTH = 320, LEFT = 8, ROW = 34, TOP = 26;

// Steps without a date of their own have no place on the line.
const dated = (steps, today) =>
  steps.filter((step) => step.status !== "shut" && (step.status === "done" || step.opens || (step.closes && between(today, step.closes) < FAR)));

function words(step, w) {
  const from = step.status === "later" && step.opens ? w.opens(long(step.opens)) : w.step_statuses[step.status];
  return `${step.title}：${from}${step.closes ? `，${w.closes(long(step.closes))}` : ""}`;
}

export function Timeline({ steps: all, w, today }) {
  const steps = dated(all, today);
  if (!steps.length) return null;
  const days = steps.flatMap((step) => [step.opens, step.closes]).filter(Boolean).map(number);
  const start = number(today), end = Math.max(start + LEAST_SPAN, ...days) + 4;
  const x = (day) => LEFT + ((WIDTH - 2 * LEFT) * (Math.min(Math.max(day, start), end) - start)) / (end - start);
  const height = TOP + steps.length * ROW + 4;
  return (
    <svg class="timeline" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={`${w.steps_picture}：${steps.map((step) => words(step, w)).join("；")}`}>
      <text x={LEFT} y="14" class="tick">{w.today} {short(today)}</text>
      <line x1={LEFT} x2={LEFT} y1="18" y2={height} class="today-line" />
      {steps.map((step, at) => <Row key={step.id} step={step} y={TOP + at * ROW} x={x} start={start} end={end} today={today} />)}
    </svg>
  );
}

function Row({ step, y, x, start, end, today }) {
  const from = x(step.opens && step.status !== "done" ? number(step.opens) : start);
  const to = x(step.closes ? number(step.closes) : end);
  return (
    <g class={step.status}>
      <text x="14" y={y + 12}>{step.title}</text>
      {step.status === "later" && from > LEFT + 1 && <line x1={LEFT} x2={from} y1={y + 21} y2={y + 21} class="until" />}
      {step.status === "done" ? <circle cx="14" cy={y + 21} r="5" class="bar" /> : <rect x={from} y={y + 16} width={Math.max(to - from, 4)} height="10" rx="5" class="bar" />}
      {step.closes && step.status !== "done" && <text x={WIDTH - LEFT} y={y + 12} text-anchor="end" class="tick">{short(step.closes, today)}</text>}
    </g>
  );
}
