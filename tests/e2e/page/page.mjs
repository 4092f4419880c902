// Opens the pages as a reader does. usage: page.mjs CHROMIUM FOLDER
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [chromium, folder] = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath: chromium,
  // Tests run as root, where Chromium has no sandbox of its own.
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
const page = await browser.newPage();
const requests = [];
const faults = [];
page.on("request", (request) => requests.push(request.url()));
page.on("pageerror", (error) => faults.push(String(error)));
page.on("console", (message) => faults.push(message.text()));

const open = async (name) => {
  const url = pathToFileURL(`${folder}/${name}`).href;
  const start = performance.now();
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return { url, took: performance.now() - start };
};
const visible = (selector) =>
  page.$$eval(selector, (all) => all.filter((one) => one.offsetParent !== null && !one.hidden && !one.closest("[hidden]")).length);
const text = (selector) => page.$eval(selector, (one) => one.textContent);

// Texts that are hard to read (WCAG 2.2, 1.4.3), each with its contrast.
const faint = () =>
  page.evaluate(() => {
    const channels = (color) => color.match(/[\d.]+/g).map(Number);
    const light = (color) => {
      const linear = channels(color).slice(0, 3).map((channel) => {
        const value = channel / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    };
    const behind = (node) => {
      const color = getComputedStyle(node).backgroundColor;
      return (channels(color)[3] ?? 1) > 0 ? color : behind(node.parentElement);
    };
    const found = new Set();
    for (const node of document.querySelectorAll(".page *:not(svg *, :disabled, :disabled *)")) {
      const says = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
      if (!says) continue;
      const [one, other] = [light(getComputedStyle(node).color), light(behind(node))].sort((a, b) => b - a);
      const contrast = (one + 0.05) / (other + 0.05);
      if (contrast < 4.5) found.add(`${node.tagName}.${node.className} ${contrast.toFixed(2)}`);
    }
    return [...found];
  });

for (const [width, size] of [[1180, ""], [400, "-narrow"]]) {
  await page.setViewport({ width, height: 1500 });
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const { url } = await open("seeds.html");
    await page.screenshot({ path: `${folder}/${scheme}${size}.png` });
    assert.deepEqual([...new Set(requests)], [url], "the page asks for nothing but itself");
    assert.deepEqual(await faint(), [], scheme);
    // Chosen things have colours of their own.
    await page.click("[data-level=w]");
    await page.click("button[data-rule]");
    assert.deepEqual(await faint(), [], `${scheme}, filtered`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(wide, width, "nothing is wider than the window");
  }
}
await page.setViewport({ width: 1180, height: 1500 });
await open("seeds.html");
const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
assert.notEqual(paper, "rgb(251, 250, 246)", "dark is dark");

// Filters: a level, a rule, a folder, words, and all of them off again.
const all = await visible(".f");
assert.ok(all > 30 && (await text("#count")) === `${all} findings`);
await page.click("[data-level=e]");
const errors = await visible(".f");
assert.ok(errors > 0 && errors < all);
assert.equal(await visible(".f.w"), 0);
assert.equal(await text("#count"), `${errors} of ${all}`);
await page.click("[data-level=e]");
assert.equal(await visible(".f"), all);
const rule = await page.$eval("[data-rule][aria-pressed]", (one) => one.dataset.rule);
await page.click("button[data-rule]");
const shown = await page.$$eval(".f:not([hidden])", (found) => found.map((one) => one.dataset.rule));
assert.ok(shown.length > 0 && shown.every((name) => name === rule));
await page.click("#reset");
await page.click("button[data-folder]");
const inFolder = await visible(".f");
assert.ok(inFolder > 0 && inFolder < all);
await page.click("#reset");
await page.type("#search", "no such words anywhere");
assert.equal(await visible(".f"), 0);
assert.equal(await visible("#nothing"), 1);
await page.click("#reset");
assert.equal(await visible(".f"), all);
await page.click("#fold");
assert.equal(await page.$$eval(".file[open]", (open) => open.length), 0);

// By keyboard: past the overview at once, and a button is pressed.
await open("seeds.html");
await page.keyboard.press("Tab");
await page.keyboard.press("Enter");
assert.equal(new URL(page.url()).hash, "#findings");
await page.keyboard.press("Tab");
assert.equal(await page.evaluate(() => document.activeElement.id), "search");
await page.focus("[data-level=e]");
await page.keyboard.press("Space");
assert.equal(await visible(".f"), errors);
await page.click("#reset");

// The policy holds: a script that someone smuggled in does not run, and nothing is loaded.
await page.evaluate(() => {
  const script = document.createElement("script");
  script.textContent = "document.title = 'forged'";
  document.body.append(script);
  const image = document.createElement("img");
  image.src = "https://example.org/a.png";
  document.body.append(image);
});
await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
assert.equal(await page.title(), "copydesk report");
assert.ok(faults.length >= 2 && faults.every((fault) => fault.includes("Content Security Policy")), faults);
faults.length = requests.length = 0;

// Without the script it can be read all the same.
await page.setJavaScriptEnabled(false);
await page.reload({ waitUntil: "load" });
assert.equal(await visible(".f"), all);
assert.equal(await visible(".tools"), 0);
await page.setJavaScriptEnabled(true);
await page.pdf({ path: `${folder}/print.pdf` });

const { took } = await open("many.html");
assert.equal(await text("#count"), "10000 findings");
await page.type("#search", "boat-77-3.png");
assert.equal(await text("#count"), "2 of 10000");
assert.deepEqual(faults, []);
console.log(`${all} findings filtered; 10,000 findings opened in ${Math.round(took)} ms`);
await browser.close();
