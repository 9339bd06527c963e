// Opens built pages in Firefox, without a network, and prints as JSON what each says:
// node firefox.mjs /path/to/firefox engines.js page.html …

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [executablePath, script, ...paths] = process.argv.slice(2);
const ask = `${readFileSync(script, "utf8")} whatItSays()`;
const nowhere = { "network.proxy.type": 1, "network.proxy.no_proxies_on": "" };
for (const kind of ["http", "ssl"]) {
  nowhere[`network.proxy.${kind}`] = "127.0.0.1";
  nowhere[`network.proxy.${kind}_port`] = 9; // nobody listens there
}

const browser = await puppeteer.launch({
  ...{ browser: "firefox", executablePath, headless: true, protocolTimeout: 240_000 },
  extraPrefsFirefox: nowhere,
});
const found = {};
for (const path of paths) {
  const page = await browser.newPage();
  const [requests, errors] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (line) => {
    if (["error", "warn"].includes(line.type())) errors.push(line.text());
  });
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
  await page.waitForSelector('html[data-widgets="ready"]', { timeout: 60_000 });
  const said = await page.evaluate(ask);
  const hosts = requests.filter((url) => !/^(file|data|blob|about):/.test(url));
  found[path] = { said, hosts, errors };
  await page.close();
}
await browser.close();
process.stdout.write(JSON.stringify(found));
