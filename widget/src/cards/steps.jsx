// The steps: a time line picture of when each is open, then each in words with what to say.
import { between, long, short } from "../days.js";
import { CopyButton } from "../parts/copy.jsx";
import { Icon } from "../parts/icons.jsx";
import { Timeline } from "./timeline.jsx";

const SIGNS = { open: "check", later: "wait", done: "check", shut: "cross" };

export function Steps({ card, w, today }) {
  const shown = card.steps.filter((step) => step.status !== "shut");
  const shut = card.steps.filter((step) => step.status === "shut");
  const first = shown.find((step) => step.status === "open" && step.script && !step.warning);
  return (
    <div role="group" class="card steps" aria-label={w.steps_title}>
      <h3 class="card-head"><Icon name="signpost" />{w.steps_title}</h3>
      <Timeline steps={shown} w={w} today={today} />
      <ol class="step-list">{shown.map((step) => <Step key={step.id} step={step} w={w} today={today} open={step === first} />)}</ol>
      {shut.length > 0 && (
        <details class="shut-steps">
          <summary class="fold"><span>{w.shut_steps(shut.length)}</span><Icon name="more" /></summary>
          <ul>{shut.map((step) => <li key={step.id}><b>{step.title}</b><p>{step.why}</p></li>)}</ul>
        </details>
      )}
    </div>
  );
}

function Step({ step, w, today, open }) {
  const when = step.status === "later" && step.opens ? w.opens(short(step.opens, today)) : w.step_statuses[step.status];
  const warned = step.warning && step.status !== "done";
  return (
    <li class={`step ${step.status} ${warned ? "warned" : ""}`}>
      <details open={open}>
        <summary class="fold">
          <span class="node"><Icon name={warned ? "warn" : SIGNS[step.status]} /></span>
          <span class="step-head"><b>{step.title}</b><span class="when">{when}</span>{warned && <span class="flag"><Icon name="warn" />{w.has_warning}</span>}</span>
          <Icon name="more" />
        </summary>
        {step.addressee && <p>{w.to_whom}：{step.addressee}</p>}
        {step.closes && <p>{w.closes(long(step.closes))}（{w.days_left(between(today, step.closes))}）</p>}
        {step.why && step.status !== "done" && <p>{step.why}</p>}
        {warned && <p class="warning"><b>{w.warning}：</b>{step.warning}</p>}
        {step.script && (
          <div class="script">
            <p class="script-head"><b>{w.script}</b><CopyButton text={step.script} label={w.copy} w={w} /></p>
            <p>{step.script}</p>
          </div>
        )}
        {step.comes_back && <p><b>{w.comes_back}：</b>{step.comes_back}</p>}
      </details>
    </li>
  );
}
