// What the script tag says: colour, position, title, greeting, language, opening by itself.
const HEX = /^#[0-9a-f]{6}$/i;
const DEFAULT_COLOUR = "#0f655d";

export function readOptions(script) {
  const data = script?.dataset ?? {};
  const colour = HEX.test(data.color ?? data.colour ?? "") ? (data.color ?? data.colour) : DEFAULT_COLOUR;
  return {
    base: new URL(script?.src || location.href, location.href).origin,
    colour,
    onColour: readableOn(colour),
    left: data.position === "left",
    title: data.title || "",
    greeting: data.greeting || "",
    lang: data.lang || "zh-CN",
    open: data.open === "true",
    elder: data.elder === "true",
  };
}

// Black or white, whichever is easier to read on a colour (WCAG relative luminance).
function readableOn(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
}
