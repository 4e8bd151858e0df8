// Takes the pictures of the README: node pictures.mjs FOLDER. Called by script/screenshots.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { findPages, openBrowser, openPage, spelling } from "./browser.mjs";
import { smallPng } from "./small_png.mjs";

const folder = process.argv[2];
const kMostBytes = 150_000;
const kTitle = "Ferry sinks off Tavra"; // a story whose lineage is neither bare nor a thicket
const browser = await openBrowser({ scrollbars: false });

// What `address` shows, after `prepare`.
async function take(name, address, { height = 800, prepare, ...options } = {}) {
  const viewport = { width: 1280, height, ...options.viewport };
  const { page, close } = await openPage(browser, { bypassCSP: true, ...options, viewport });
  await page.goto(address);
  await page.addStyleTag({ content: "html { scrollbar-gutter: auto; }" });
  await prepare?.(page);
  const picture = await small(page, await page.screenshot());
  await close();
  console.log(`${name}.png: ${picture.length} bytes`);
  if (picture.length > kMostBytes) throw new Error(`that is more than ${kMostBytes}`);
  writeFileSync(join(folder, `${name}.png`), picture);
}

// The browser reads its own picture.
async function small(page, png) {
  const read = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let letters = "";
    for (let i = 0; i < data.length; i += 8192)
      letters += String.fromCharCode(...data.subarray(i, i + 8192));
    return { width, height, pixels: btoa(letters) };
  }, png.toString("base64"));
  return smallPng(read.width, read.height, Buffer.from(read.pixels, "base64"));
}

mkdirSync(folder, { recursive: true });
const { page, close } = await openPage(browser);
const pages = await findPages(page);
await page.goto("/stories");
const story = await page.locator(".story .row-link", { hasText: kTitle }).getAttribute("href");
await page.goto(story);
const lineage = await page.getByRole("link", { name: "Who copied whom" }).getAttribute("href");
const statement = await page.locator(".said-by .row-link").first().getAttribute("href");
await close();

// The text of a report, right under the header of the page.
const showText = (page) =>
  page.locator(".beside").evaluate((text) => {
    text.scrollIntoView({ block: "start" });
    scrollBy(0, 12);
  });
await take("stories", "/stories", {
  prepare: (page) => page.locator(".story", { hasText: kTitle }).locator("summary").click(),
});
await take("story", story);
await take("lineage", lineage, { height: 1000 });
await take("speaker", pages.speaker);
await take("report", statement, { prepare: showText });
await take("search", `/search?q=${spelling.looked_for}`);
await take("dark", statement, { colorScheme: "dark", prepare: showText });
await take("phone", story, { viewport: { width: 390, height: 800 } });
await browser.close();
