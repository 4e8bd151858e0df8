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

test("by keyboard a marked statement leads to its row", async () => {
  await page.goto(pages.report);
  const anchor = page.locator(".text .to-row").first();
  await anchor.focus();
  await page.keyboard.press("Enter");
  const id = (await anchor.getAttribute("href")).split("#row-")[1];
  assert.equal(await page.locator(".row.here").getAttribute("data-id"), id);
  const focused = page.locator(".row.here .row-link:focus");
  assert.equal(await focused.count(), 1);
  await page.keyboard.press("Enter");
  await assertLit(id);
  // Whoever comes by a link sees the words, and nothing else.
  await page.goto(pages.speakers);
  await page.goto(`${pages.report}#s-${id}`);
  assert.equal(await page.locator(".to-row:focus").count(), 0);
});

test("no column of a story lists the report that it shows", async () => {
  await page.goto("/stories");
  const stories = await page.$$eval(".story .row-link", (links) => links.map((one) => one.href));
  let outside = 0;
  for (const story of stories) {
    await page.goto(story);
    for (const column of await page.locator(".column").all()) {
      const own = `/reports/${await column.getAttribute("data-id")}`;
      const listed = await column
        .locator(".copies li > a")
        .evaluateAll((links) => links.map((one) => one.getAttribute("href")));
      assert.ok(!listed.includes(own), `${story}: ${own}`);
      outside += await column.locator("header", { hasText: ", of another story" }).count();
    }
  }
  assert.ok(outside > 0, "no column rests on another story");
});

test("a text that is cut can be unfolded", async () => {
  await page.goto(pages.story);
  const text = page.locator(".telling.cut").first();
  const more = text.locator("xpath=following-sibling::button");
  const height = () => text.evaluate((one) => one.clientHeight);
  const before = await height();
  await more.click();
  assert.ok((await height()) > before);
  assert.equal(await text.evaluate((one) => one.scrollHeight - one.clientHeight), 0);
  await more.click();
  assert.equal(await height(), before);
});

test("what was set aside is folded, and says why", async () => {
  await page.goto("/reports");
  const reports = await page.$$eval("main .row-link", (links) => links.map((one) => one.href));
  const aside = page.locator("details.aside").first();
  for (const report of reports) {
    await page.goto(report);
    if ((await aside.count()) > 0) break;
  }
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
  const pair = page.locator(`#${await link.getAttribute("data-edge")}`);
  assert.ok(await pair.isVisible());
  assert.ok(await pair.evaluate((one) => one === document.activeElement), "nothing announces it");
});

test("every pair of the lineage is reached, one after the other", async () => {
  await page.goto("/stories");
  const stories = await page.$$eval(".story .row-link", (links) => links.map((one) => one.href));
  let quotations = 0;
  for (const story of stories) {
    await page.goto(`${story.replace("/stories/", "/sources/")}?story=1`);
    const all = await page.$$eval(".pair", (pairs) => pairs.map((one) => one.id));
    for (const id of all)
      assert.ok((await page.locator(`table [data-edge="${id}"]`).count()) === 1, `${story} ${id}`);
    quotations += await page.locator("td", { hasText: "quotes the same as" }).count();
    if (all.length < 2) continue;
    const said = page.locator(".chooser [role=status]");
    assert.match(await said.innerText(), new RegExp(`^1 of ${all.length}: `));
    await page.getByRole("button", { name: "Next" }).click();
    assert.equal(await visible(".pair").getAttribute("id"), all[1]);
    assert.match(await said.innerText(), new RegExp(`^2 of ${all.length}: .* (from|as) `));
    await page.getByRole("button", { name: "Previous" }).click();
    await page.getByRole("button", { name: "Previous" }).click();
    assert.equal(await visible(".pair").getAttribute("id"), all.at(-1));
  }
  assert.ok(quotations > 0, "nobody quotes the same as another");
});

test("a line of the picture says between whom it is", async () => {
  await page.goto(pages.lineage);
  const line = page.locator("svg a[data-edge]").first();
  const says = await line.getAttribute("aria-label");
  assert.match(says, /^.+ from .+: (identical|shortened|extended|rewritten|passages) \d+ %$/);
  assert.equal(await line.locator("title").textContent(), says);
});

test("a hit leads to its words in the report", async () => {
  await page.goto(`/search?q=${spelling.looked_for}`);
  const hits = page.locator(".hits .row");
  assert.match(await page.locator(".hits [role=status]").innerText(), /^\d+ reports have it/);
  let scrolled = 0;
  for (let i = 0; i < Math.min(4, await hits.count()); ++i) {
    const word = await hits.nth(i).locator("mark.found").first().innerText();
    await hits.nth(i).locator(".row-link").click();
    await page.waitForURL("**/reports/*");
    await page.waitForLoadState("load");
    await page.waitForTimeout(100);
    const { top, seen } = await page.evaluate((word) => {
      const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      let seen = false;
      while (walk.nextNode()) {
        const at = walk.currentNode.data.indexOf(word);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walk.currentNode, at);
        range.setEnd(walk.currentNode, at + word.length);
        const box = range.getBoundingClientRect();
        seen ||= box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
      }
      return { top: scrollY, seen };
    }, word);
    assert.ok(seen, `${word} is out of sight`);
    if (top > 0) ++scrolled;
    await page.goBack();
  }
  assert.ok(scrolled > 0, "the browser went nowhere");
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

test("a story, of which there is no row, is not explained as something else", async () => {
  await page.goto("/stories");
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  assert.equal(await page.locator("dialog").count(), 0);
});

test("shortcuts of one letter can be switched off, and on again", async () => {
  await page.goto("/stories");
  const set = async (on) => {
    await page.click("#keys");
    await page.locator("dialog input[type=checkbox]").setChecked(on);
    await page.keyboard.press("Escape");
  };
  const moves = async () => {
    await page.keyboard.press("j");
    return (await page.locator(".row.here").count()) > 0;
  };
  await set(false);
  assert.ok(!(await moves()));
  await page.reload();
  assert.ok(!(await moves()));
  await set(true);
  assert.ok(await moves());
});

test("the first key of all leads past the header", async () => {
  await page.goto("/stories");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");
});

test("the drawer says what a statement rests on", async () => {
  await page.goto(pages.report);
  const row = page.locator(".rows .row").first();
  const id = await row.getAttribute("data-id");
  await row.locator("[data-explain]").click();
  const drawer = page.getByRole("dialog", { name: "What it rests on" });
  await drawer.locator(".values").first().waitFor();
  assert.match(await drawer.innerText(), /Found by reported/);
  const names = await drawer.locator("dt").allInnerTexts();
  assert.ok(names.includes("how sure") && names.includes("what is said"), names.join());
  assert.ok(!names.some((name) => /_|score/.test(name)), names.join());
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
