// Nothing on the site leads nowhere: pages, pictures, feeds, anchors, in every format.

import type { APIRequestContext } from '@playwright/test';
import { expect, test, type Page } from '../fixtures/index.ts';
import { referencesOf } from '../fixtures/references.ts';

/** Where a crawl begins; the rest is found. */
const BEGINNINGS = ['/', '/sitemap.xml', '/robots.txt', '/llms.txt'];

/** What is read at the same time. */
const AT_ONCE = 6;

/** Names in JSON-LD, Atom and SVG that are no addresses to open. */
const VOCABULARY = /^https?:\/\/(schema\.org|www\.w3\.org)(\/|$)/;

/** What a crawl found, by address without an anchor. */
interface Crawl {
  /** Address, and who refers to it. */
  found: Map<string, string>;
  anchors: Map<string, string[]>;
  /** Links with an anchor, and who has them. */
  anchored: Array<[address: string, anchor: string, from: string]>;
  external: Map<string, string>;
  dead: string[];
  /** How many documents of a type were read. */
  types: Map<string, number>;
}

test('no link of the site is dead, redirected, or names an anchor that is not there', async ({
  page,
  request,
  site,
}) => {
  test.setTimeout(180_000);
  const crawl = await crawled(page, request, site.url);
  expect.soft(crawl.dead, 'dead').toEqual([]);
  const missing = crawl.anchored.filter(
    ([address, anchor]) => !crawl.anchors.get(address)?.includes(decodeURIComponent(anchor)),
  );
  expect.soft(missing, 'missing anchors').toEqual([]);
  const malformed = [...crawl.external].filter(([address]) => !isWellFormed(address));
  expect.soft(malformed, 'links to elsewhere').toEqual([]);

  // A crawl that finds little proves little.
  expect(crawl.found.size, 'addresses').toBeGreaterThan(200);
  expect(crawl.anchored.length, 'links with an anchor').toBeGreaterThan(100);
  for (const type of ['html', 'atom+xml', 'feed+json', 'markdown', 'javascript', 'png', 'svg']) {
    const read = [...crawl.types.keys()].filter(found => found.includes(type));
    expect(read, type).not.toEqual([]);
  }
});

test('a dead link, a missing anchor and a redirect are found', async ({ page, request, site }) => {
  const html = `<p id="there"><a href="/no/such/page">1</a><a href="/about#nowhere">2</a>
    <img src="/missing.svg" alt=""><a href="#there">3</a><a href="http://example.org">4</a></p>`;
  const { references, anchors } = await referencesOf(page, `${site.url}/x`, 'text/html', html);
  expect(anchors).toEqual(['there']);
  const paths = ['/no/such/page', '/about#nowhere', '/missing.svg', '/x#there'];
  expect(references).toEqual([...paths.map(path => site.url + path), 'http://example.org/']);
  expect((await request.get('/missing.svg', { maxRedirects: 0 })).status()).toBe(404);
  expect(isWellFormed('http://example.org/')).toBe(false);
  expect(isWellFormed('https://example.org/')).toBe(true);
});

/** Follows every reference from the beginnings on. */
async function crawled(page: Page, request: APIRequestContext, origin: string): Promise<Crawl> {
  const crawl: Crawl = {
    found: new Map(BEGINNINGS.map(path => [origin + path, 'the test'])),
    anchors: new Map(),
    anchored: [],
    external: new Map(),
    dead: [],
    types: new Map(),
  };
  const waiting = [...crawl.found.keys()];
  const read = async () => {
    for (let address = waiting.shift(); address; address = waiting.shift()) {
      const response = await request.get(address, { maxRedirects: 0 });
      const type = response.headers()['content-type'] ?? '';
      crawl.types.set(type, (crawl.types.get(type) ?? 0) + 1);
      if (response.status() !== 200) {
        crawl.dead.push(`${response.status()} ${address} from ${crawl.found.get(address)}`);
        continue;
      }
      const text = /image|wasm|javascript/.test(type) ? '' : await response.text();
      const { references, anchors } = await referencesOf(page, address, type, text);
      crawl.anchors.set(address, anchors);
      for (const reference of references) waiting.push(...noted(crawl, origin, address, reference));
    }
  };
  // A reader that finds nothing waiting ends, and the others go on: hence rounds.
  while (waiting.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, read));
  return crawl;
}

/** Notes a reference; gives it back when it is an address of the site that was not known. */
function noted(crawl: Crawl, origin: string, from: string, reference: string): string[] {
  const [address = '', anchor] = reference.split('#');
  if (!address.startsWith(`${origin}/`)) {
    if (!VOCABULARY.test(address)) crawl.external.set(reference, from);
    return [];
  }
  if (anchor) crawl.anchored.push([address, anchor, from]);
  // A template for searches is filled in by the browser.
  if (crawl.found.has(address) || address.includes('%7B')) return [];
  crawl.found.set(address, from);
  return [address];
}

/** Nobody asks another site whether it still has the page; the form has to be right. */
function isWellFormed(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, port } = new URL(address);
  return protocol === 'https:' && /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(hostname) && !username && !port;
}
