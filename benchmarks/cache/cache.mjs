// Loads one page of the site, as its cache answers it, against the same bytes without Sunup, and
// what passes the cache by against a server without one.

import { ask } from '../measure/ask.mjs';
import { answeredFromCache, passingBy, settled } from '../measure/cached.mjs';
import { compare, conclude, sayWhetherWithin } from '../measure/comparison.mjs';
import { measurement } from '../measure/measurement.mjs';
import { built, raw } from '../measure/program.mjs';
import { keep } from '../measure/results.mjs';
import { Site } from '../measure/site.mjs';
import { requireWrk } from '../measure/wrk.mjs';
import { bare, nginx, sunup } from './sides.mjs';

/** What the goal speaks of; the page of the site that is nearest to it is measured. */
const BYTES = 6_000;
const PAGES = ['/about', '/archive', '/reading-list', '/search', '/tags', '/author/ines', '/article/caching-rendered-pages', '/'];
const GOAL = 0.85;
const LATEST = 1.5;

const CASES = [
  { name: 'hit', headers: {}, bare: true },
  { name: 'hit, brotli', headers: { 'Accept-Encoding': 'br' } },
  { name: 'hit, 304', headers: {}, conditional: true },
];
const PASSING = { Authorization: 'Bearer x' };

await measurement({ open }, async ({ site, quick, atEnd }) => {
  const programs = { raw: built('bench-raw', 'raw'), bare: built('bench-ssr', 'bare') };
  const cached = await sunup(site, 'on', atEnd);
  const page = await nearest(cached);
  const uncached = await sunup(site, 'off', atEnd);
  const sides = {
    Sunup: cached,
    raw: await raw(programs.raw, [page], atEnd),
    bare: await bare(programs.bare, cached, atEnd),
  };
  const server = await nginx(page, atEnd);
  if (server) sides.nginx = server;
  else console.log('nginx is not installed and left out.');
  const { path, body, brotli } = page;
  console.log(`The page is ${path}: ${body.length} bytes, ${brotli.length} in brotli.`);

  const cases = await Promise.all(CASES.map(one => compared(one, sides, path)));
  const thrice = quick ? { rounds: 1, seconds: 3, warmUp: 1 } : { rounds: 3, seconds: 10, warmUp: 2 };
  const hits = await compare(cases, thrice);
  conclude(hits);

  console.log(`\nPassing by with Authorization, against a server with SUNUP_CACHE=off.`);
  const often = quick ? { rounds: 3, seconds: 2, warmUp: 1 } : { rounds: 10, seconds: 5, warmUp: 2 };
  const pairs = await compare([passing(cached, uncached, path)], often);
  conclude(pairs);
  const within = sayWhetherWithin(pairs[0]);
  keep('cache', { page: { path, bytes: body.length, brotli: brotli.length }, quick, hits, pairs, within });
});

/** Says what is missing before it builds anything. */
function open(folder) {
  requireWrk();
  return Site.open(folder);
}

/** The page that is nearest to the size of the goal, in the forms that the cache has of it. */
async function nearest(server) {
  const known = [];
  for (const path of PAGES) {
    await ask(server.url + path);
    const { headers, body } = await ask(server.url + path);
    // Whether a page may be kept is its own affair.
    if (headers['cache-status']?.startsWith('sunup; hit')) known.push({ path, body });
  }
  const distance = ({ body }) => Math.abs(body.length - BYTES);
  const [page] = known.sort((one, other) => distance(one) - distance(other));
  if (!page) throw new Error('no page of the site is kept in its cache');
  const { body: brotli } = await settled(server.url + page.path, { 'Accept-Encoding': 'br' });
  return { ...page, brotli };
}

/** One case for all servers that know it. Each is asked for its own validator. */
async function compared({ name, headers, conditional, bare }, servers, path) {
  const sides = [];
  for (const [side, server] of Object.entries(servers)) {
    if (side === 'bare' && !bare) continue;
    const url = server.url + path;
    const sent = conditional ? { 'If-None-Match': (await ask(url)).headers.etag } : headers;
    const expected = conditional ? 304 : 200;
    const { status, body } = await ask(url, sent);
    if (status !== expected) throw new Error(`${side} answers ${path} with ${status} and not with ${expected}`);
    sides.push({ name: side, url, headers: sent, body });
  }
  const [first, ...others] = sides.filter(side => side.name !== 'bare');
  for (const { name: side, body } of others) {
    if (!body.equals(first.body)) throw new Error(`${side} and ${first.name} answer ${path} with other bytes`);
  }
  first.check = answeredFromCache(servers.Sunup, path, first.headers);
  const shown = sides.map(({ name, url, headers, check }) => ({ name, url, headers, check }));
  return { name, sides: shown, measured: 'Sunup', against: 'raw', goal: GOAL, latest: LATEST };
}

function passing(cached, uncached, path) {
  const side = (name, server, said) => {
    return { name, url: server.url + path, headers: PASSING, check: passingBy(server, path, PASSING, said) };
  };
  const sides = [side('on', cached, 'sunup; fwd=bypass; detail=authorization'), side('off', uncached, 'sunup; fwd=bypass; detail=off')];
  return { name: 'passing by', sides, measured: 'on', against: 'off' };
}
