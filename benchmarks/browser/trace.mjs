// Opens an article on a throttled phone with nothing in its cache, uses it, and prints the medians
// of what web-vitals saw beside the goals.

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { screenEmulationMetrics, throttling, userAgents } from 'lighthouse/core/config/constants.js';
import { browserArguments, browserPath, chromium } from '../../end2end/fixtures/browser.mjs';
import { load, measurement, median, row } from '../measure/measurement.mjs';
import { temporaryFolder } from '../measure/server.mjs';
import { Site } from '../measure/site.mjs';

const ARTICLE = '/article/caching-rendered-pages';
const GOALS = { LCP: 2_000, CLS: 0.01, INP: 100 };
const SLOW = throttling.mobileSlow4G;
const WIDTHS = [8, 10];
const LIBRARY = new URL('./node_modules/web-vitals/dist/web-vitals.attribution.iife.js', import.meta.url);
const OBSERVER = `${readFileSync(LIBRARY, 'utf8')};(${observe})();`;

/** What a reader does with the page, in this order, and what shows that it is done. The last leaves it. */
const INTERACTIONS = {
  'open settings': {
    press: page => page.locator('.settings-button'),
    done: page => page.locator('#reading-settings').waitFor(),
  },
  'change theme': {
    press: page => page.locator('button[name="theme"][value="dark"]'),
    done: page => page.locator('html[data-theme="dark"]').waitFor({ state: 'attached' }),
  },
  'close settings': {
    press: page => page.locator('.settings-button'),
    done: page => page.locator('#reading-settings').waitFor({ state: 'hidden' }),
  },
  'save': {
    press: page => page.locator('.save-button').first(),
    done: page => page.locator('.save-button.saved').first().waitFor(),
  },
  'click a link': {
    press: page => page.locator('.navbar-links a[href="/about"]'),
    done: async page => {
      await page.locator('.about-page').waitFor();
      await page.waitForLoadState('networkidle');
    },
  },
};

await measurement(Site, async ({ site, quick, atEnd }) => {
  const server = await site.serve(temporaryFolder('trace'));
  atEnd(() => server.stop());
  const browser = await chromium.launch({ executablePath: browserPath(), args: browserArguments() });
  atEnd(() => browser.close());

  const kilobits = Math.round(SLOW.downloadThroughputKbps);
  console.log(`CPU ${SLOW.cpuSlowdownMultiplier}x slower; ${SLOW.requestLatencyMs} ms before each answer, ${kilobits} kbit/s`);
  console.log(`\n${row(['run', 'FCP', 'LCP', 'CLS', 'INP', 'CLS after', 'ready', 'load'], WIDTHS)}`);
  const runs = [];
  for (let round = 1; round <= (quick ? 1 : 5); round++) {
    const run = await visit(browser, server.url + ARTICLE);
    runs.push(run);
    console.log(row([round, ...figures([run]), milliseconds(run.ready), load()], WIDTHS));
  }
  console.log(row(['median', ...figures(runs), milliseconds(median(runs.map(run => run.ready)))], WIDTHS));
  console.log(row(['goal', '', milliseconds(GOALS.LCP), GOALS.CLS, milliseconds(GOALS.INP)], WIDTHS));
  printParts(runs);
  await printNative(browser, server.url + ARTICLE, quick ? 1 : 5);
});

/** What the first tap costs where no application answers it: the browser opens the settings by itself. */
async function printNative(browser, url, rounds) {
  const taps = [];
  for (let round = 1; round <= rounds; round++) {
    taps.push(await tapWithoutApplication(browser, url));
  }
  const times = taps.map(({ duration }) => duration);
  console.log(`\nopen settings without the application: ${milliseconds(median(times))}, worst ${milliseconds(Math.max(...times))}`);
}

async function tapWithoutApplication(browser, url) {
  const context = await phone(browser);
  try {
    const page = await context.newPage();
    await page.addInitScript({ content: OBSERVER });
    await page.route('**/*.wasm', route => route.abort());
    await throttle(await context.newCDPSession(page));
    await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
    return await interact(page, INTERACTIONS['open settings']);
  } finally {
    await context.close();
  }
}

function phone(browser) {
  const { width, height, deviceScaleFactor } = screenEmulationMetrics.mobile;
  return browser.newContext({
    viewport: { width, height },
    deviceScaleFactor,
    isMobile: true,
    hasTouch: true,
    userAgent: userAgents.mobile,
  });
}

/** One visit with an empty cache. */
async function visit(browser, url) {
  const context = await phone(browser);
  try {
    const page = await context.newPage();
    await page.addInitScript({ content: OBSERVER });
    await throttle(await context.newCDPSession(page));
    await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
    await page.locator('html[data-sunup="ready"]').waitFor({ state: 'attached', timeout: 60_000 });
    const ready = await page.evaluate(() => performance.now());
    await toTheEndAndBack(page);
    const interactions = {};
    let shifted;
    for (const [name, interaction] of Object.entries(INTERACTIONS)) {
      shifted = await page.evaluate(() => window.seen.vitals.CLS);
      interactions[name] = await interact(page, interaction);
    }
    const { CLS: shiftedAfter, ...vitals } = await page.evaluate(() => window.seen.vitals);
    return { vitals: { ...vitals, CLS: shifted, 'CLS after': shiftedAfter }, ready, interactions };
  } finally {
    await context.close();
  }
}

/** Runs in the page: the newest value of each vital, and every event that belongs to an interaction. */
function observe() {
  const seen = { vitals: {}, events: [] };
  window.seen = seen;
  const keep = ({ name, value, attribution }) => {
    const { lcpEntry, navigationEntry, processedEventEntries, longAnimationFrameEntries, ...plain } = attribution;
    seen.vitals[name] = { value, attribution: JSON.parse(JSON.stringify(plain)) };
  };
  webVitals.onFCP(keep);
  // CLS and INP of a page without any are 0, and are said only when it is left.
  seen.vitals.CLS = { value: 0 };
  for (const on of [webVitals.onLCP, webVitals.onCLS, webVitals.onINP]) {
    on(keep, { reportAllChanges: true, durationThreshold: 16 });
  }
  const events = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      if (!entry.interactionId) continue;
      const { name, startTime, processingStart, processingEnd, duration } = entry;
      seen.events.push({ name, startTime, processingStart, processingEnd, duration });
    }
  });
  events.observe({ type: 'event', durationThreshold: 16, buffered: true });
}

/** The values Lighthouse hands to the browser where it throttles it instead of simulating. */
async function throttle(session) {
  const bytes = kilobits => (kilobits * 1024) / 8;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW.requestLatencyMs,
    downloadThroughput: bytes(SLOW.downloadThroughputKbps),
    uploadThroughput: bytes(SLOW.uploadThroughputKbps),
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpuSlowdownMultiplier });
}

/** Scrolls through the page, so that what shifts below the fold shifts, and what loads late loads. */
async function toTheEndAndBack(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    for (let at = 0; at < document.body.scrollHeight; at += innerHeight / 2) {
      scrollTo({ top: at, behavior: 'instant' });
      await frame();
    }
    scrollTo({ top: 0, behavior: 'instant' });
    await frame();
  });
  await page.waitForLoadState('networkidle');
}

/** A tap, and the slowest event of it: how long, and on what the time went. */
async function interact(page, { press, done }) {
  await press(page).scrollIntoViewIfNeeded();
  const { x, y, width, height } = await press(page).boundingBox();
  const before = await page.evaluate(() => performance.now());
  // Playwright's own `tap` asks the page what lies under the finger, and the finger waits for that.
  await pause(500);
  await page.touchscreen.tap(x + width / 2, y + height / 2);
  await pause(500);
  await done(page);
  // An event is reported after the frame it led to.
  await pause(500);
  const events = await page.evaluate(before => window.seen.events.filter(event => event.startTime >= before), before);
  // Below the threshold of 16 ms there is no entry.
  const none = { duration: 0, startTime: 0, processingStart: 0, processingEnd: 0 };
  const slowest = events.reduce((one, other) => (other.duration > one.duration ? other : one), none);
  return {
    duration: slowest.duration,
    waited: slowest.processingStart - slowest.startTime,
    processed: slowest.processingEnd - slowest.processingStart,
  };
}

function figures(runs) {
  const values = name => median(runs.map(run => run.vitals[name]?.value ?? NaN));
  const [fcp, lcp, inp] = ['FCP', 'LCP', 'INP'].map(name => milliseconds(values(name)));
  const [cls, after] = ['CLS', 'CLS after'].map(name => values(name).toFixed(3));
  return [fcp, lcp, cls, inp, after];
}

function milliseconds(value) {
  return `${Math.round(value)} ms`;
}

/** What the figures are made of, as medians. */
function printParts(runs) {
  const lcp = part => milliseconds(median(runs.map(run => run.vitals.LCP.attribution[part])));
  console.log(`\nLCP is of ${runs[0].vitals.LCP.attribution.target}: first byte after ${lcp('timeToFirstByte')},`);
  console.log(`  its file waited ${lcp('resourceLoadDelay')} and took ${lcp('resourceLoadDuration')}, painted ${lcp('elementRenderDelay')} later`);
  for (const [name, where] of [['CLS', 'on the page'], ['CLS after', 'after the link']]) {
    const targets = runs.map(run => run.vitals[name].attribution?.largestShiftTarget).filter(Boolean);
    if (targets.length > 0) console.log(`Shifted most ${where}: ${[...new Set(targets)].join(', ')}`);
  }
  console.log(`\n${row(['interaction', 'median', 'worst', 'waited', 'handlers', 'frame'], [16, 10])}`);
  for (const name of Object.keys(INTERACTIONS)) {
    const all = runs.map(run => run.interactions[name]);
    const middle = of => milliseconds(median(all.map(of)));
    const worst = milliseconds(Math.max(...all.map(({ duration }) => duration)));
    const frame = ({ duration, waited, processed }) => Math.max(0, duration - waited - processed);
    console.log(
      row(
        [name, middle(one => one.duration), worst, middle(one => one.waited), middle(one => one.processed), middle(frame)],
        [16, 10],
      ),
    );
  }
}
