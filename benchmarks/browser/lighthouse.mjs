// Runs Lighthouse on pages in turns and prints the medians beside the goals.

import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { browserArguments, browserPath, chromium } from '../../end2end/fixtures/browser.mjs';
import { load, measurement, median, row } from '../measure/measurement.mjs';
import { temporaryFolder } from '../measure/server.mjs';
import { Site } from '../measure/site.mjs';

const PAGES = {
  home: '/',
  article: '/article/caching-rendered-pages',
  search: '/search?q=cache',
};
const GOALS = { performance: 97, accessibility: 100, 'best-practices': 100, seo: 100 };
const TIMES = {
  'first-contentful-paint': 'FCP',
  'largest-contentful-paint': 'LCP',
  'total-blocking-time': 'TBT',
  'speed-index': 'SI',
};
const WIDTHS = [10, 13, 15, 16, 6, 9, 9, 9, 9, 8, 7];

await measurement(Site, async ({ site, quick, atEnd }) => {
  const server = await site.serve(temporaryFolder('lighthouse'));
  atEnd(() => server.stop());
  const runs = new Map(Object.keys(PAGES).map(name => [name, []]));
  const rounds = quick ? 1 : 3;
  console.log(row(['run', ...Object.keys(GOALS), ...Object.values(TIMES), 'speed', 'load'], WIDTHS));
  for (let round = 1; round <= rounds; round++) {
    for (const [name, address] of Object.entries(PAGES)) {
      const run = await audit(server.url + address, atEnd);
      runs.get(name).push(run);
      console.log(row([`${name} ${round}`, ...figures([run]), Math.round(run.environment.benchmarkIndex), load()], WIDTHS));
    }
  }

  console.log(`\n${row(['median', ...Object.keys(GOALS), ...Object.values(TIMES)], WIDTHS)}`);
  for (const [name, done] of runs) console.log(row([name, ...figures(done)], WIDTHS));
  console.log(row(['goal', ...Object.values(GOALS)], WIDTHS));
  for (const [name, done] of runs) printImperfect(name, done);
});

/** One run in a browser of its own, with Lighthouse's defaults: a phone, throttled by simulation. */
async function audit(url, atEnd) {
  const browser = await launch({
    chromePath: browserPath() ?? chromium.executablePath(),
    chromeFlags: ['--headless=new', ...browserArguments()],
  });
  let open = true;
  const close = () => {
    if (open) browser.kill();
    open = false;
  };
  atEnd(close);
  try {
    const onlyCategories = Object.keys(GOALS);
    const { lhr } = await lighthouse(url, { port: browser.port, onlyCategories, logLevel: 'silent' });
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    return lhr;
  } finally {
    close();
  }
}

/** Medians of the categories, in points, and of the times. */
function figures(runs) {
  const points = Object.keys(GOALS).map(id => Math.round(median(runs.map(run => run.categories[id].score)) * 100));
  const times = Object.keys(TIMES).map(id => milliseconds(median(runs.map(run => run.audits[id].numericValue))));
  return [...points, ...times];
}

function milliseconds(value) {
  return `${Math.round(value)} ms`;
}

/** Every audit that is not perfect, in any run: what it costs at most and what it says. */
function printImperfect(name, runs) {
  const found = new Map();
  for (const run of runs) {
    for (const category of Object.values(run.categories)) {
      for (const { id, weight } of category.auditRefs) {
        const { score, displayValue, title } = run.audits[id];
        if (score === null || score === 1) continue;
        const known = found.get(id) ?? { category: category.id, weight, title, scores: [], values: [] };
        known.scores.push(score);
        if (displayValue) known.values.push(displayValue);
        found.set(id, known);
      }
    }
  }
  console.log(`\n${name}: ${found.size === 0 ? 'every audit is perfect.' : 'audits that are not perfect'}`);
  const byWeight = [...found].sort(([, one], [, other]) => other.weight - one.weight);
  for (const [id, { category, weight, title, scores, values }] of byWeight) {
    const counts = weight > 0 ? `weight ${weight}` : 'not scored';
    console.log(`  ${id} (${category}, ${counts}): ${scores.join(', ')}  ${values.join(', ') || title}`);
  }
}
