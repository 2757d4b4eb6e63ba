import { useState } from "preact/hooks";
import { Icon } from "./icons.jsx";

async function toClipboard(text, near) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  near.after(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  near.focus();
}

export function CopyButton({ text, label, w }) {
  const [done, setDone] = useState(false);
  const copy = async (event) => {
    await toClipboard(text, event.currentTarget);
    setDone(true);
    setTimeout(() => setDone(false), 2500);
  };
  return (
    <>
      <button type="button" class="small-button" onClick={copy}><Icon name={done ? "check" : "copy"} />{done ? w.copied : label}</button>
      <span class="hidden" role="status">{done && w.copied}</span>
    </>
  );
}
