import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icons.jsx";

const ACCEPT = "image/jpeg,image/png,image/gif,image/webp,application/pdf";

export function Composer({ talk, state, w, box }) {
  const [text, setText] = useState(talk.brief.get("draft", ""));
  const picker = useRef(null);
  const { tray, config } = state;
  const over = [...text.trim()].length - config.longest;
  const ready = (text.trim() || tray.some((f) => f.state === "done")) && over <= 0 && !tray.some((f) => f.state === "uploading");
  // Kept with every stroke, not with the next paint: a reload may come between the two.
  const write = (value) => {
    talk.brief.set("draft", value);
    setText(value);
  };
  useEffect(() => setText(talk.brief.get("draft", "")), [state.messages.length === 0]);
  useLayoutEffect(() => {
    box.current.style.height = "auto";
    box.current.style.height = `${Math.min(box.current.scrollHeight + 2, 160)}px`;
  }, [text, state.elder]);
  const send = () => {
    if (!ready) return;
    talk.say(text.trim(), tray.filter((f) => f.state === "done").map(({ id, name, kind, size }) => ({ id, name, kind, size })));
    talk.set({ tray: tray.filter((f) => f.state === "failed") });
    write("");
    box.current.focus();
  };
  const key = (event) => {
    // While an input method is open, Enter picks a word (229: Safari, which ends the composition first).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  const paste = (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    talk.addFiles(files);
  };
  return (
    <form class="composer" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Tray talk={talk} state={state} w={w} />
      <div class="entry">
        <button type="button" class="round" aria-label={w.attach} title={w.attach} onClick={() => picker.current.click()}><Icon name="clip" /></button>
        <input ref={picker} type="file" class="hidden" accept={ACCEPT} multiple tabindex="-1" aria-hidden="true" onChange={(event) => { talk.addFiles(event.currentTarget.files); event.currentTarget.value = ""; }} />
        <textarea ref={box} rows="1" value={text} placeholder={w.placeholder} aria-label={w.input} aria-describedby="counter" aria-invalid={over > 0} enterkeyhint="send" onInput={(event) => write(event.currentTarget.value)} onKeyDown={key} onPaste={paste} />
        <button type="submit" class="round send" aria-label={w.send} title={w.send} aria-disabled={!ready}>{state.elder ? w.send_word : <Icon name="send" />}</button>
      </div>
      <div class="under">
        <span id="counter" class={over > 0 ? "fault" : ""}>{over > 0 ? "" : text ? w.counter([...text.trim()].length, config.longest) : w.not_gov}</span>
        <span role="alert" class="fault">{over > 0 ? w.too_long(over) : state.notice === "too_many_files" ? w.too_many_files : ""}</span>
        <button type="button" class="plain" onClick={() => talk.say(w.delete_say)}>{w.delete_data}</button>
      </div>
    </form>
  );
}

function Tray({ talk, state, w }) {
  if (!state.tray.length) return null;
  const fault = (file) => ({ too_large: w.too_large(state.config.upload_mb), upload_failed: w.upload_failed })[file.error] ?? file.error;
  return (
    <ul class="tray" aria-label={w.tray}>
      {state.tray.map((file) => (
        <li key={file.key} class={file.state}>
          {file.url ? <img src={file.url} alt="" /> : <Icon name="file" />}
          <span class="file-name">{file.name}</span>
          <span role="status" class={file.state === "failed" ? "fault" : ""}>{file.state === "uploading" ? `${w.uploading}…` : file.state === "failed" ? fault(file) : ""}</span>
          <button type="button" class="round small" aria-label={w.remove_file(file.name)} onClick={() => talk.takeBack(file.key)}><Icon name="close" /></button>
        </li>
      ))}
    </ul>
  );
}
