// What the person takes away: the case's number, the letter as documents, the dates for the calendar.
import { CopyButton } from "../parts/copy.jsx";
import { Icon } from "../parts/icons.jsx";

const FORMS = ["docx", "pdf", "txt", "ics", "paste", "script", "summary"];

// Only addresses of our own server become links.
function own(href, base) {
  try {
    const url = new URL(href, base);
    return url.pathname.startsWith("/cases/") ? new URL(url.pathname + url.search, base).href : null;
  } catch {
    return null;
  }
}

export function Links({ card, w, base }) {
  const found = FORMS.map((form) => [form, card[form] && own(card[form], base)]).filter(([, href]) => href);
  return found.map(([form, href]) => (
    <a key={form} class="small-button" href={href} download rel="noreferrer"><Icon name="down" />{w.forms[form]}</a>
  ));
}

export function Downloads({ card, w, base }) {
  return (
    <div role="group" class="card downloads" aria-label={w.downloads_title}>
      <h3 class="card-head"><Icon name="down" />{w.downloads_title}</h3>
      <div class="actions"><Links card={card} w={w} base={base} /></div>
    </div>
  );
}

export function Case({ card, w }) {
  return (
    <div role="group" class="card case" aria-label={w.case_title}>
      <span>{w.case_title}</span>
      <b class="case-no">{card.case_no}</b>
      <CopyButton text={card.case_no} label={w.copy} w={w} />
    </div>
  );
}
