// What a reader does with the page: from a story to the words in their source, to who copied whom,
// to a name; by mouse and by keyboard, in the light and in the dark.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { assertSilent, findPages, openBrowser, openPage, spelling } from "./browser.mjs";

let browser, pages, page, complaints, close;

before(async () => {
  browser = await openBrowser();
  const opened = await openPage(browser);
  pages = await findPages(opened.page);
  await opened.close();
});
after(() => browser.close());
beforeEach(async () => ({ page, complaints, close } = await openPage(browser)));
afterEach(async () => {
  await close();
  assertSilent(complaints);
});

const visible = (selector) => page.locator(selector).filter({ visible: true });

// The marks that are lit, whether one can see that, and whether they are in view.
function litMarks() {
  return page.$$eval("mark.now", (marks) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.background = "var(--say-now)";
    const lit = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return marks.map((mark) => {
      const { top, bottom } = mark.getBoundingClientRect();
      return {
        rows: mark.dataset.rows.split(" "),
        lit: getComputedStyle(mark).backgroundColor === lit,
        in_view: top >= 0 && bottom <= innerHeight,
      };
    });
  });
}

async function assertLit(id) {
  await page.waitForFunction(() => document.querySelector("mark.now"));
  const marks = await litMarks();
  assert.ok(marks[0].in_view, "the mark is out of sight");
  for (const mark of marks) {
    assert.ok(mark.rows.includes(id), `${mark.rows} is lit, not ${id}`);
    assert.ok(mark.lit, "the mark has the colour of any other");
  }
}

test("a statement leads from the first story to its place in the source", async () => {
  await page.goto("/");
  await page.locator("main .row .row-link").first().click();
  await page.waitForURL("**/stories/*");
  const count = Math.min(4, await visible(".said-by .row-link").count());
  assert.ok(count > 0, "nobody says anything");
  for (let i = 0; i < count; ++i) {
    await page.goto(pages.story);
    const link = visible(".said-by .row-link").nth(i);
    const id = (await link.getAttribute("href")).split("#s-")[1];
    await link.click();
    await page.waitForURL("**/reports/*");
    await assertLit(id);
    assert.equal(await page.locator(".row.here").getAttribute("data-id"), id);
  }
});

test("in a report rows lead to marks and marks to rows", async () => {
  await page.goto(pages.report);
  for (const row of (await page.locator(".rows .row").all()).slice(0, 6)) {
    await row.locator(".row-link").click();
    await assertLit(await row.getAttribute("data-id"));
  }
  const mark = page.locator(".text mark.statement").first();
  const rows = (await mark.getAttribute("data-rows")).split(" ");
  await mark.click();
  assert.ok(rows.includes(await page.locator(".row.here").getAttribute("data-id")));
});

test("what was set aside is folded, and says why", async () => {
  await page.goto(pages.report);
  const aside = page.locator("details.aside").first();
  await aside.locator("summary").click();
  assert.match(await aside.locator(".why").first().innerText(), /: ./);
});

test("the bar of a story opens to its accounts", async () => {
  await page.goto("/stories");
  const story = page.locator(".story.row").first();
  assert.ok(await story.locator(".accounts").isHidden());
  await story.locator("summary").click();
  assert.ok(await story.locator(".accounts").isVisible());
});

test("an edge of the lineage shows the passages of both sides", async () => {
  await page.goto(pages.story);
  await page.getByRole("link", { name: "Who copied whom" }).click();
  await page.waitForURL("**/sources/*");
  assert.equal(await visible(".pair").count(), 1);
  const label = page.locator("svg [data-edge]:not(.now) .how").first();
  const edge = await label.evaluate((text) => text.closest("[data-edge]").dataset.edge);
  await label.click();
  assert.equal(await visible(".pair").count(), 1);
  const pair = page.locator(`#${edge}`);
  assert.ok(await pair.isVisible());
  const sides = pair.locator(".sides").first().locator("blockquote");
  assert.equal(await sides.count(), 2);
  for (const side of await sides.all()) assert.match(await side.innerText(), /\w/);
  assert.ok((await pair.locator(".sides mark").count()) >= 2, "no words are marked");
  assert.ok(page.url().endsWith(`#${edge}`));
  await page.reload();
  assert.ok(await pair.isVisible());
});

test("the table of the lineage chooses edges as well", async () => {
  await page.goto(pages.lineage);
  const link = page.locator("table [data-edge]").last();
  await link.focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator(`#${await link.getAttribute("data-edge")}`).isVisible());
});

test("a name is found in other spellings, and exactly if wanted", async () => {
  await page.goto("/");
  await page.fill("#q", spelling.looked_for);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?*");
  assert.match(await page.locator(".also-for").innerText(), new RegExp(spelling.widened_to));
  const shown = await page.locator(".snippet mark.found").allInnerTexts();
  const other = (word) => word.toLowerCase() === spelling.widened_to;
  assert.ok(shown.some(other) && shown.some((word) => !other(word)), shown.join());
  await page.getByRole("link", { name: "Search exactly" }).click();
  const exactly = await page.locator(".snippet mark.found").allInnerTexts();
  assert.ok(exactly.length > 0 && !exactly.some(other), exactly.join());
});

test("the dark stays after a reload and on other pages", async () => {
  await page.goto("/stories");
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  const theme = page.locator("#theme");
  while ((await theme.innerText()) !== "Theme: dark") await theme.click();
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await paper(), dark);
  await page.goto(pages.report);
  assert.equal(await paper(), dark);
  assert.equal(await theme.innerText(), "Theme: dark");
});

test("everything is reached by keyboard", async () => {
  const here = () => page.locator(".row.here");
  const rows = page.locator("main .row");
  await page.goto("/stories");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await here().getAttribute("data-id"), await rows.nth(1).getAttribute("data-id"));
  await page.keyboard.press("x");
  assert.ok(await here().locator(".accounts").isVisible());
  await page.keyboard.press("k");
  const story = await rows.first().getAttribute("data-id");
  assert.equal(await here().getAttribute("data-id"), story);

  await page.keyboard.press("o");
  await page.waitForURL(`**/stories/${story}`);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog").count(), 0);

  await page.goto(pages.speaker);
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.locator("dialog.drawer .values").first().waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.className), "row-link");

  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("jk");
  assert.equal(await page.inputValue("#q"), "jk");
  await page.keyboard.press("Escape");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "q");
});

test("the first key of all leads past the header", async () => {
  await page.goto("/stories");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");
});

test("the drawer says why a statement is what it is", async () => {
  await page.goto(pages.report);
  const row = page.locator(".rows .row").first();
  const id = await row.getAttribute("data-id");
  await row.locator("[data-explain]").click();
  const drawer = page.getByRole("dialog", { name: "Why is it so?" });
  await drawer.locator(".values").first().waitFor();
  assert.match(await drawer.innerText(), /Found by reported/);
  await drawer.getByRole("link", { name: "All of it on a page" }).click();
  await page.waitForURL(`**/explain/${id}`);
});

test("a statement is cited as text, as BibTeX and by its place", async () => {
  await page.goto(pages.report);
  const row = page.locator(".rows .row").first();
  const id = await row.getAttribute("data-id");
  await row.locator("[data-cite]").click();
  const dialog = page.getByRole("dialog", { name: "Cite" });
  await dialog.locator("pre").first().waitFor();
  const [plain, bibtex, link] = await dialog.locator("pre").allInnerTexts();
  assert.match(plain, /\w/);
  assert.match(bibtex, /^@\w+\{/);
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.goto(link);
  await assertLit(id);
});
