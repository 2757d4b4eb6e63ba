// Our own drawings; beside a word they are decoration, so they are hidden from screen readers.
const PATHS = {
  chat: "M4 5h16v11H9l-5 4z M8 9h8 M8 12h5",
  close: "M6 6l12 12 M18 6L6 18",
  send: "M4 12l16-8-6 16-3-6z M11 14l9-10",
  clip: "M8 12l6-6a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l7-7",
  sound: "M4 10v4h4l5 4V6L8 10z M16 9a4 4 0 0 1 0 6 M18.5 6.5a8 8 0 0 1 0 11",
  mute: "M4 10v4h4l5 4V6L8 10z M16 9.5l5 5 M21 9.5l-5 5",
  check: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M7 7l10 10 M17 7L7 17",
  ask: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4 M12 17.5v.1",
  wait: "M12 7v5l3 2 M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17",
  warn: "M12 4l9 16H3z M12 10v4 M12 17v.1",
  file: "M6 3h8l4 4v14H6z M14 3v4h4",
  copy: "M8 8h11v12H8z M5 16V4h11",
  down: "M12 4v11 M7 11l5 5 5-5 M5 20h14",
  more: "M7 10l5 5 5-5",
  plus: "M12 5v14 M5 12h14",
  signpost: "M12 3v18 M5 6h11l3 2.5-3 2.5H5z",
};

export function Icon({ name }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
