// Days without a time zone: ISO text in, whole days and Chinese dates out.
const DAY = 86400000;

export const number = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
export const between = (from, to) => Math.round(number(to) - number(from));

export function long(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

// Without the year, unless it is another one than that of a given day.
export function short(iso, today = iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return today.startsWith(`${year}-`) ? `${month}月${day}日` : long(iso);
}

export function clock(at) {
  const moment = new Date(at);
  return `${String(moment.getHours()).padStart(2, "0")}:${String(moment.getMinutes()).padStart(2, "0")}`;
}
