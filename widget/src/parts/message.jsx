import { useEffect, useState } from "preact/hooks";
import { Card, known } from "../cards/index.jsx";
import { clock } from "../days.js";
import { Icon } from "./icons.jsx";

const ITEM = /^(·|\d{1,2}[.、]|✓|✗|？)\s?/;

// Text is text: its lines, with those of a list hanging after their mark.
function Words({ text }) {
  return text.split("\n").map((line, at) => <span key={at} class={ITEM.test(line) ? "line item" : "line"} dir="auto">{line || "\u00a0"}</span>);
}

export function Message({ message, before, last, talk, state, w }) {
  const mine = message.from === "person";
  const card = !mine && known(message.card) ? message.card : null;
  const text = card && message.folded ? "" : message.text;
  return (
    <div class={`row ${mine ? "mine" : ""} ${last ? "" : "more"}`} lang={mine ? undefined : "zh-CN"}>
      <span class="hidden">{mine ? w.you : w.bot}：</span>
      {text && <div class="bubble"><Words text={text} /></div>}
      {card && <Card card={card} before={before} w={w} base={talk.options.base} today={state.today} />}
      {message.files?.map((file) => <Sent key={file.id} file={file} talk={talk} gone={state.removed.includes(file.id)} known={state.synced} w={w} />)}
      {last && message.at && <time dateTime={message.at}>{clock(message.at)}</time>}
    </div>
  );
}

// A message on its way, or one that did not get through: it stays, with a way to send it again.
export function Pending({ message, talk, w }) {
  const failed = message.state === "failed";
  return (
    <div class="row mine">
      <span class="hidden">{w.you}：</span>
      {message.text && <div class={failed ? "bubble failed" : "bubble"}><Words text={message.text} /></div>}
      {message.shown?.map((file) => <div key={file.id} class="file"><Icon name="file" /><span class="file-name">{file.name}</span></div>)}
      <div class="delivery">
        {failed ? (
          <>
            <span class="fault"><Icon name="warn" />{message.error || w.failed}</span>
            <button type="button" class="small-button" onClick={() => talk.retry(message.id)}>{w.retry}</button>
            <button type="button" class="small-button" onClick={() => talk.drop(message.id)}>{w.discard}</button>
          </>
        ) : <span>{w.sending}…</span>}
      </div>
    </div>
  );
}

function Sent({ file, talk, gone, known, w }) {
  const [sure, setSure] = useState(false);
  const url = usePicture(file, talk, gone || !known);
  if (gone) return <div class="file gone">{w.removed}</div>;
  return (
    <div class="file">
      {url ? <img src={url} alt={file.name} /> : <Icon name="file" />}
      <span class="file-name">{file.name}</span>
      <button type="button" class="small-button" aria-label={sure ? w.remove_sure : w.remove_file(file.name)} onClick={() => (sure ? talk.remove(file.id) : setSure(true))}>
        {sure ? w.remove_sure : w.remove}
      </button>
    </div>
  );
}

// A picture can only be fetched with the session's proof, so it is shown from this page's own memory;
// not before it is known whether it has been removed since.
function usePicture(file, talk, wait) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    if (wait || !file.kind.startsWith("image/")) return undefined;
    let made = "";
    talk.link.file(file.id).then((blob) => setUrl((made = URL.createObjectURL(blob)))).catch(() => {});
    return () => made && URL.revokeObjectURL(made);
  }, [file.id, wait]);
  return url;
}
