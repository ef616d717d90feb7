// Loads the pages of examples/bench-pages: those in its cache against the same bytes without Sunup,
// those that are rendered against the same pages without Sunup. Then asks a thousand times at once.

import { ask } from '../measure/ask.mjs';
import { answeredFromCache, passingBy, settled } from '../measure/cached.mjs';
import { compare, conclude, sayWhetherWithin } from '../measure/comparison.mjs';
import { measurement } from '../measure/measurement.mjs';
import { raw } from '../measure/program.mjs';
import { keep } from '../measure/results.mjs';
import { atOnce } from './at-once.mjs';
import { Example } from './example.mjs';
import { checkHydration } from './hydration.mjs';

const CACHED = ['/small-cached', '/cached'];
const RENDERED = ['/small', '/rows'];
const GOALS = { cached: 0.85, rendered: 1 };
const BROTLI = { 'Accept-Encoding': 'br' };
const PERSONAL = { Authorization: 'Bearer x' };
const VISITORS = 1_000;

await measurement(Example, async ({ site: example, quick, atEnd }) => {
  const sunup = await example.sunup('on', atEnd);
  const layerless = await example.sunup('off', atEnd);
  const bare = await example.bare(atEnd);
  const pages = [];
  for (const path of CACHED) {
    const { body } = await settled(sunup.url + path);
    const { body: brotli } = await settled(sunup.url + path, BROTLI);
    pages.push({ path, body, brotli });
    console.log(`${path}: ${body.length} bytes, ${brotli.length} in brotli.`);
  }
  for (const path of RENDERED) await sameToReaders(path, sunup, bare);
  await checkHydration(sunup.url, [...CACHED, ...RENDERED]);
  console.log('Every page answers to clicks in a browser.\n');

  const bytes = await raw(example.raw, pages, atEnd);
  const cases = [
    ...CACHED.map(path => cached(path, {}, sunup, bytes)),
    { ...cached(CACHED[0], BROTLI, sunup, bytes), name: `${CACHED[0]}, brotli`, goal: undefined },
    ...RENDERED.map(path => rendered(path, sunup, bare)),
  ];
  const rounds = quick ? { rounds: 1, seconds: 3, warmUp: 1 } : { rounds: 3, seconds: 10, warmUp: 2 };
  const results = await compare(cases, rounds);
  conclude(results);

  console.log('\nPassing by with Authorization, against a server without the layer of the cache.');
  const often = quick ? { rounds: 3, seconds: 2, warmUp: 1 } : { rounds: 10, seconds: 5, warmUp: 2 };
  const pairs = await compare([passing(RENDERED[0], sunup, layerless)], often);
  conclude(pairs);
  const within = sayWhetherWithin(pairs[0]);
  const renders = await rendersFor(VISITORS, sunup);
  keep('pages', { quick, results, pairs, within, renders });
});

function cached(path, headers, sunup, raw) {
  const sides = [
    { name: 'Sunup', url: sunup.url + path, headers, check: answeredFromCache(sunup, path, headers) },
    { name: 'raw', url: raw.url + path, headers },
  ];
  return { name: path, sides, measured: 'Sunup', against: 'raw', goal: GOALS.cached };
}

function rendered(path, sunup, bare) {
  const sides = [
    { name: 'Sunup', url: sunup.url + path },
    { name: 'bare', url: bare.url + path },
  ];
  return { name: path, sides, measured: 'Sunup', against: 'bare', goal: GOALS.rendered };
}

function passing(path, sunup, layerless) {
  const side = (name, server, said) => {
    return { name, url: server.url + path, headers: PERSONAL, check: passingBy(server, path, PERSONAL, said) };
  };
  const sides = [side('layer', sunup, 'sunup; fwd=bypass; detail=authorization'), side('none', layerless, undefined)];
  return { name: `${path}, passing by`, sides, measured: 'layer', against: 'none' };
}

/** A faster page that shows less would be no comparison. */
async function sameToReaders(path, ...servers) {
  const [one, other] = await Promise.all(servers.map(server => server.page(path)));
  const main = markup => markup.match(/<main.*<\/main>/s)?.[0] ?? '';
  const text = markup => main(markup).replace(/<!--.*?-->|<[^>]*>/gs, '').trim();
  if (!text(one) || text(one) !== text(other)) throw new Error(`${path} does not show the same on both sides`);
  const sizes = [one, other].map(markup => `${Buffer.byteLength(markup)} bytes (${Buffer.byteLength(main(markup))} of them visible)`);
  console.log(`${path}: ${sizes[0]} from Sunup, ${sizes[1]} from bare Leptos.`);
}

/** How often a page is rendered that nobody asked for before and so many ask for at once. */
async function rendersFor(visitors, sunup) {
  const count = async () => Number((await ask(`${sunup.url}/render-count`)).body);
  const before = await count();
  const answers = await atOnce(`${sunup.url}/slow-cached?key=${Date.now()}`, visitors);
  const renders = (await count()) - before;
  const failed = answers.filter(({ status }) => status !== 200);
  if (failed.length > 0) throw new Error(`${failed.length} of ${visitors} visitors got no page, one ${failed[0].status}`);
  const bodies = new Set(answers.map(({ body }) => body));
  if (bodies.size > 1) throw new Error(`the visitors got ${bodies.size} different pages`);
  const hits = answers.filter(({ cacheStatus }) => cacheStatus.includes('; hit')).length;
  const late = hits > 0 ? `, ${hits} of them after it was done` : '';
  console.log(`\n${visitors} visitors of one cold page at once${late}: ${renders} render(s); the goal is 1.`);
  return { visitors, renders, hits };
}
