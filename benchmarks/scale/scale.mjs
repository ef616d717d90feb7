// Times pages of two servers that differ by their number of articles, in turns, and prints how
// much longer the larger one takes.

import { Agent, get } from 'node:http';
import { availableParallelism } from 'node:os';
import { load, measurement, median, row } from '../measure/measurement.mjs';
import { temporaryFolder } from '../measure/server.mjs';
import { Site } from '../measure/site.mjs';

const FEW = 100;
const MANY = 100_000;
const GOAL = 1.5;
const WARM_UP = 20;
const WIDTHS = [34, 11, 11, 8, 18, 7];

await measurement(Site, async ({ site, quick, atEnd }) => {
  const few = await seeded(site, FEW, atEnd);
  const many = await seeded(site, MANY, atEnd);
  const [rounds, requests] = quick ? [1, 40] : [5, 100];
  console.log(`${rounds} round(s) of ${requests} requests to each, one at a time, in turns, one connection kept alive.\n`);
  console.log(row(['page', number(FEW), number(MANY), 'ratio', 'of the rounds', 'load'], WIDTHS));
  let home;
  for (const page of pages()) {
    const ratio = await compare(page, few, many, rounds, requests);
    home ??= ratio;
  }
  console.log(`\nHome page: ratio ${home.toFixed(2)}; the goal is ${GOAL} or less.`);
});

/** What is compared: a name, and the address on each of the two servers. */
function* pages() {
  const same = address => () => address;
  yield { name: 'home', address: same('/') };
  yield { name: 'home, second page', address: secondPage };
  yield { name: 'home, last page', address: lastPage };
  yield { name: 'tag', address: same('/tag/caching') };
  yield { name: 'tag, second page', address: server => secondPage(server, '/tag/caching') };
  yield { name: 'tags', address: same('/tags') };
  yield { name: 'archive', address: same('/archive') };
  yield { name: 'article', address: same('/article/caching-rendered-pages') };
  yield { name: 'search, a rare word', address: same('/search?q=sunrise') };
  yield { name: 'search, a word of every sixth', address: same('/search?q=hydration') };
}

/** A server with so many articles, on a core of its own where there are two, and a connection to it. */
async function seeded(site, articles, atEnd) {
  const data = temporaryFolder(`scale-${articles}`);
  site.command(data, ['db', 'seed', '--articles', String(articles)]);
  const server = await site.serve(data, { cpu: availableParallelism() > 1 ? 0 : undefined });
  atEnd(() => server.stop());
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  atEnd(() => agent.destroy());
  return { server, agent };
}

async function compare({ name, address }, few, many, rounds, requests) {
  const sides = [few, many];
  const addresses = [await address(few.server), await address(many.server)];
  for (const [index, side] of sides.entries()) {
    for (let request = 0; request < WARM_UP; request++) await timed(side, addresses[index]);
  }
  const all = [[], []];
  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const times = [[], []];
    for (let request = 0; request < requests; request++) {
      // Whoever answers second finds warmer caches; they take turns.
      for (const index of request % 2 ? [0, 1] : [1, 0]) times[index].push(await timed(sides[index], addresses[index]));
    }
    ratios.push(median(times[1]) / median(times[0]));
    times.forEach((one, index) => all[index].push(...one));
  }
  const ratio = median(ratios);
  const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  console.log(row([name, ...all.map(times => milliseconds(median(times))), ratio.toFixed(2), range, load()], WIDTHS));
  return ratio;
}

/** Milliseconds from the request to the last byte of the answer. */
function timed({ server, agent }, address) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const request = get(server.url + address, { agent }, answer => {
      if (answer.statusCode !== 200) reject(new Error(`${address} is answered with ${answer.statusCode}`));
      answer.on('data', () => {});
      answer.on('end', () => resolve(performance.now() - started));
      answer.on('error', reject);
    });
    request.on('error', reject);
  });
}

/** The page that the first one links as the next. */
async function secondPage(server, list = '/') {
  return linked(server, list, 'next');
}

/** The end of the list: above the oldest article there could be, by the address it has as a page. */
async function lastPage(server) {
  return linked(server, '/?after=0001-01-01_a', 'canonical');
}

async function linked(server, address, relation) {
  const found = (await server.page(address)).match(`<link rel="${relation}" href="([^"]*)"`);
  if (!found) throw new Error(`${address} has no link of the kind ${relation}`);
  const { pathname, search } = new URL(found[1].replaceAll('&amp;', '&'), server.url);
  return pathname + search;
}

function milliseconds(value) {
  return `${value.toFixed(2)} ms`;
}

function number(value) {
  return value.toLocaleString('en');
}
