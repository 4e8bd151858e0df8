// What holds of every page: it is readable without a program, by whoever cannot see or point well, on
// a phone and magnified, asks nobody else, and has a twin for programs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { assertSilent, findPages, openBrowser, openPage, problem } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser, pages;

before(async () => {
  browser = await openBrowser();
  const { page, complaints, close } = await openPage(browser);
  pages = await findPages(page);
  await close();
  assertSilent(complaints);
});
after(() => browser.close());

// Calls `look(page, address)` on every page, as a person with these `options` sees it.
async function everywhere(options, look) {
  const { page, complaints, close } = await openPage(browser, options);
  for (const address of [...Object.values(pages), problem]) {
    await page.goto(address);
    await look(page, address);
  }
  await close();
  return complaints;
}

// By how many pixels the page is wider than what is seen of it.
const sideways = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(0, scrollWidth - clientWidth);
  });

for (const [name, viewport, scale] of [
  ["on a desk", { width: 1280, height: 900 }, 1],
  ["on a phone", { width: 360, height: 740 }, 2],
  ["magnified to 200 %", { width: 640, height: 450 }, 2],
])
  test(`nothing is complained of or scrolls sideways ${name}`, async () => {
    const options = { viewport, deviceScaleFactor: scale };
    const complaints = await everywhere(options, async (page, address) => {
      assert.equal(await sideways(page), 0, address);
    });
    assertSilent(complaints);
  });

for (const colorScheme of ["light", "dark"])
  for (const width of [1280, 360])
    test(`axe finds nothing serious in the ${colorScheme} at ${width} pixels`, async () => {
      const found = [];
      // The policy would refuse axe itself.
      const options = { colorScheme, viewport: { width, height: 800 }, bypassCSP: true };
      await everywhere(options, async (page, address) => {
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        for (const { impact, id, nodes } of violations)
          if (["serious", "critical"].includes(impact))
            found.push(`${address} ${impact} ${id}: ${nodes.map((node) => node.target).join(" ")}`);
      });
      assert.deepEqual(found, []);
    });

test("every page has a twin in JSON", async () => {
  const { page, close } = await openPage(browser);
  for (const address of Object.values(pages)) {
    await page.goto(address);
    const twin = await page.getAttribute('link[rel="alternate"][type="application/json"]', "href");
    const [path, query] = address.split("?");
    assert.equal(twin, `${path}.json${query ? `?${query}` : ""}`);
    const answer = await page.request.get(twin);
    assert.ok(answer.ok(), `${twin}: ${answer.status()}`);
    assert.match(answer.headers()["content-type"], /^application\/json/);
    assert.equal(typeof (await answer.json()), "object");
  }
  const answer = await page.request.get(`${problem}.json`);
  assert.equal(answer.status(), 404);
  assert.equal(typeof (await answer.json()).detail, "string");
  await close();
});

test("what a page links to for programs is there", async () => {
  const { page, close } = await openPage(browser);
  for (const address of Object.values(pages)) {
    await page.goto(address);
    const links = await page.$$eval('main a[href^="/api/"], main a[href^="/feeds/"]', (all) =>
      all.filter((one) => !one.closest(".tools")).map((one) => one.href),
    );
    for (const link of links) {
      const answer = await page.request.get(link);
      assert.ok(answer.ok(), `${address} ${link}: ${answer.status()}`);
    }
  }
  for (const address of [pages.stories, pages.reports, pages.search]) {
    await page.goto(address);
    const formats = await page.locator(".exports a").allInnerTexts();
    assert.deepEqual(formats, ["CSV", "JSONL"], address);
  }
  for (const day of ["from", "to"])
    assert.equal((await page.request.get(`/stories?${day}=garbage`)).status(), 400, day);
  await close();
});

test("without a program every page is whole", async () => {
  const complaints = await everywhere({ javaScriptEnabled: false }, async (page, address) => {
    assert.ok(await page.locator("main h1").isVisible(), address);
    assert.ok((await page.locator("main").innerText()).length > 40, address);
    assert.equal(await page.locator(".needs-script button").filter({ visible: true }).count(), 0);
    assert.equal(await page.locator("main [hidden]").count(), 0, address);
  });
  assertSilent(complaints);
});

test("without a program filters, bars and links work", async () => {
  const { page, close } = await openPage(browser, { javaScriptEnabled: false });
  for (const address of [pages.stories, pages.reports, pages.search]) {
    await page.goto(address);
    const rows = page.locator("main .list > .row");
    const before = await rows.count();
    const outlet = await page.locator("#outlet option").nth(1).getAttribute("value");
    await page.selectOption("#outlet", outlet);
    await page.click(".filter button");
    await page.waitForURL("**outlet=*");
    assert.equal(await page.inputValue("#outlet"), outlet);
    assert.ok((await rows.count()) < before, address);
    await page.click(".filter .send a");
    await page.waitForURL((url) => !url.search.includes("outlet"));
    assert.equal(await rows.count(), before);
  }
  await page.goto(pages.speakers);
  await page.selectOption("#type", "organisation");
  await page.click(".filter button");
  await page.waitForURL("**type=organisation*");
  await page.locator("main .row .row-link").first().click();
  assert.equal(await page.locator(".eyebrow").textContent(), "organisation");

  await page.goto(pages.stories);
  await page.locator("main summary").first().click();
  assert.ok(await page.locator(".accounts").first().isVisible());
  await page.goto(pages.lineage);
  assert.ok((await page.locator(".pair").filter({ visible: true }).count()) > 1);
  await page.goto(pages.report);
  await page.locator(".rows [data-explain]").first().click();
  await page.waitForURL("**/explain/*");
  await page.fill("#q", "ferry");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=ferry");
  await close();
});
