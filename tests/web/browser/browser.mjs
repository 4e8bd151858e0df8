// A browser at the page, and where its pages are. Used by the tests of this folder and by
// script/screenshots; with_demo says where the page and the browser are.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

export const home = new URL(process.env.HEARSAY_URL);

// Called once for each file.
export function openBrowser({ scrollbars = true } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    chromiumSandbox: process.getuid() !== 0, // which root may not have
    ignoreDefaultArgs: scrollbars ? ["--hide-scrollbars"] : [],
  });
}

// A new person at the browser. What must never be seen is collected in `complaints`: errors of the
// program, what the content security policy refused, and requests to anybody else.
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    baseURL: home.href,
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error}`));
  page.on("console", (message) => {
    const missing = /^Failed to load resource: .* 404/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !missing)
      complaints.push(`${page.url()}: ${message.text()}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== home.origin)
      complaints.push(`${page.url()} asks ${url}`);
  });
  return { page, complaints, close: () => context.close() };
}

export function assertSilent(complaints) {
  assert.deepEqual(complaints, []);
}

// A name of the demo that is spelt otherwise elsewhere in it.
export const spelling = { looked_for: "Qudrashi", widened_to: "kudrashi" };

// The address of one page of each kind, on the way that a reader takes.
export async function findPages(page) {
  const first = async (address, selector) => {
    await page.goto(address);
    return page.locator(selector).first().getAttribute("href");
  };
  const story = await first("/stories", "main .row .row-link");
  const statement = await first(story, ".said-by .row-link");
  const report = statement.replace(/#.*/, "");
  return {
    stories: "/stories",
    story,
    lineage: await first(story, "nav.links a.strong"),
    speakers: "/entities",
    speaker: await first("/entities", "main .row .row-link"),
    reports: "/reports",
    report,
    search: `/search?q=${spelling.looked_for}`,
    explain: await first(report, ".rows [data-explain]"),
  };
}

// What no page of ours is, but must be readable as well.
export const problem = "/stories/none";
