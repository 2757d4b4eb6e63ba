// Builds the embed and copies the page into ../build/widget. Everything a browser loads comes from there.
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";

const out = "../build/widget";
const common = { bundle: true, minify: true, charset: "utf8", legalComments: "none", logLevel: "warning" };
const minifiedText = {
  name: "css-as-text",
  setup(b) {
    b.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({ ...common, entryPoints: [path], write: false });
      return { contents: outputFiles[0].text, loader: "text" };
    });
  },
};

await mkdir(out, { recursive: true });
await build({
  ...common,
  entryPoints: ["src/main.jsx"],
  outfile: `${out}/widget.js`,
  format: "iife",
  target: ["es2020"],
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [minifiedText],
});
await build({ ...common, entryPoints: { widget: "src/style.css", page: "page/page.css" }, outdir: out });
for (const file of ["index.html", "icon.svg"]) await copyFile(`page/${file}`, `${out}/${file}`);
