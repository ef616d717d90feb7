// Feeds, sitemap and JSON-LD keep the rules of their formats, which readers forgive and
// validators do not: RFC 4287, JSON Feed 1.1, the schema of sitemaps 0.9, RFC 9309.

import { expect, test, type Page } from '../fixtures/index.ts';
import { crawl } from '../fixtures/visit.ts';

const FEEDS = ['', '/tag/performance', '/author/noor'];

/** RFC 3339, as RFC 4287 wants it: with a time and a zone. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** An element of an XML document. */
interface Node {
  name: string;
  namespace: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

/** The tree of an XML document; a document that is not well formed fails. */
async function parsed(page: Page, text: string): Promise<Node> {
  const tree = await page.evaluate(text => {
    const document = new DOMParser().parseFromString(text, 'application/xml');
    const error = document.querySelector('parsererror')?.textContent;
    const node = (element: Element): Node => ({
      name: element.localName,
      namespace: element.namespaceURI ?? '',
      attributes: Object.fromEntries([...element.attributes].map(it => [it.name, it.value])),
      children: [...element.children].map(node),
      text: element.textContent ?? '',
    });
    return error ?? node(document.documentElement);
  }, text);
  if (typeof tree === 'string') throw new Error(tree);
  return tree;
}

const all = (node: Node, name: string) => node.children.filter(child => child.name === name);

/** The text of the one child of this name. */
function one(node: Node, name: string): string {
  const found = all(node, name);
  expect(found, `<${name}> in <${node.name}>`).toHaveLength(1);
  return found[0]?.text ?? '';
}

for (const path of FEEDS) {
  test(`${path}/feed.xml is an Atom feed as RFC 4287 has it`, async ({ page, request, site }) => {
    const address = `${site.url}${path}/feed.xml`;
    const response = await request.get(address);
    const feed = await parsed(page, await response.text());
    expect([feed.namespace, feed.name]).toEqual(['http://www.w3.org/2005/Atom', 'feed']);
    // Section 4.1.1, and W3C's advice that a feed names itself.
    expect(one(feed, 'id')).toBe(address);
    expect(one(feed, 'title')).not.toBe('');
    const links = all(feed, 'link').map(({ attributes }) => attributes);
    expect(links.filter(({ rel }) => rel === 'self').map(({ href }) => href)).toEqual([address]);
    const own = links.filter(({ rel = 'alternate' }) => rel === 'alternate');
    const forms = own.map(({ type = '', hreflang = '' }) => `${type} ${hreflang}`);
    expect(new Set(forms).size, 'alternates of one type and language').toBe(forms.length);
    const entries = all(feed, 'entry');
    expect(entries.length).toBeGreaterThan(1);
    const newest = entries.map(entry => one(entry, 'updated')).sort().at(-1);
    expect(one(feed, 'updated'), 'the feed changes with its entries').toBe(newest);
    expect(new Set(entries.map(entry => one(entry, 'id'))).size).toBe(entries.length);
    for (const entry of entries) {
      const title = one(entry, 'title');
      expect(new URL(one(entry, 'id')).origin, title).toBe(site.url);
      expect(one(entry, 'updated'), title).toMatch(INSTANT);
      expect(one(entry, 'published'), title).toMatch(INSTANT);
      const authors = [...all(entry, 'author'), ...all(feed, 'author')];
      expect(authors.map(author => one(author, 'name')), title).not.toContain('');
      expect(authors, title).not.toEqual([]);
      const contents = all(entry, 'content');
      expect(contents.length, title).toBeLessThanOrEqual(1);
      if (contents.length === 0) expect(one(entry, 'summary'), title).not.toBe('');
      for (const { attributes, children } of [...contents, ...all(entry, 'summary')]) {
        expect(['text', 'html', 'xhtml', undefined], title).toContain(attributes.type);
        expect(children, `${title}: escaped`).toEqual([]);
      }
      for (const { attributes } of all(entry, 'category')) expect(attributes.term).toBeTruthy();
      for (const { attributes } of all(entry, 'link')) {
        expect(URL.canParse(attributes.href ?? ''), `${title}: ${attributes.href}`).toBe(true);
      }
    }
  });

  test(`${path}/feed.json is a feed as JSON Feed 1.1 has it`, async ({ request, site }) => {
    const feed = await (await request.get(`${path}/feed.json`)).json();
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(feed.title).toEqual(expect.stringMatching(/./));
    expect(feed.feed_url).toBe(`${site.url}${path}/feed.json`);
    expect(new URL(feed.home_page_url).origin).toBe(site.url);
    const known = 'version title home_page_url feed_url description icon favicon authors language items hubs next_url user_comment expired';
    expect(Object.keys(feed).filter(key => !known.split(' ').includes(key) && !key.startsWith('_'))).toEqual([]);
    expect(new Set(feed.items.map((item: { id: string }) => item.id)).size).toBe(feed.items.length);
    for (const item of feed.items) {
      expect(typeof item.id, 'an id is a string').toBe('string');
      expect(item.content_html ?? item.content_text, item.id).toEqual(expect.stringMatching(/./));
      expect(item.date_published, item.id).toMatch(INSTANT);
      if (item.date_modified) expect(item.date_modified, item.id).toMatch(INSTANT);
      expect(item.tags, item.id).toEqual(expect.arrayContaining([expect.any(String)]));
      for (const author of item.authors ?? feed.authors) {
        expect(Boolean(author.name || author.url || author.avatar), item.id).toBe(true);
      }
      expect(item.author, 'gone since 1.1').toBeUndefined();
    }
  });
}

test('the sitemap keeps its schema, and has what links lead to', async ({ page, request, site }) => {
  const text = await (await request.get('/sitemap.xml')).text();
  const map = await parsed(page, text);
  expect([map.namespace, map.name]).toEqual(['http://www.sitemaps.org/schemas/sitemap/0.9', 'urlset']);
  expect(text.length, 'bytes').toBeLessThan(50 * 1024 * 1024);
  const addresses = map.children.map(url => one(url, 'loc'));
  expect(new Set(addresses).size, 'no address twice').toBe(addresses.length);
  for (const url of map.children) {
    const address = one(url, 'loc');
    expect(url.name, address).toBe('url');
    expect(new URL(address).origin).toBe(site.url);
    expect(address.length).toBeGreaterThanOrEqual(12);
    expect(address.length).toBeLessThanOrEqual(2_048);
    const order = ['loc', 'lastmod', 'changefreq', 'priority'];
    const names = url.children.map(child => child.name);
    expect(names, address).toEqual(order.filter(name => names.includes(name)));
    for (const { text } of all(url, 'lastmod')) {
      const day = /^\d{4}-\d\d-\d\d$/;
      expect(day.test(text) || INSTANT.test(text), `${address}: ${text}`).toBe(true);
      expect(Date.parse(text), `${address}: ${text}`).not.toBeNaN();
    }
  }
  // Tools of readers are nothing to find, and the pages of a list are reached from the first.
  const linked = (await crawl(request)).filter(path => !path.includes('?') && !/\.\w+$/.test(path));
  const paths = addresses.map(address => new URL(address).pathname);
  const unlisted = linked.filter(path => !paths.includes(path));
  expect(unlisted.sort()).toEqual(['/editor', '/reading-list', '/search']);
  expect(paths.filter(path => !linked.includes(path)), 'listed, and linked nowhere').toEqual([]);
});

test('robots.txt is made of lines that RFC 9309 knows', async ({ request }) => {
  const text = await (await request.get('/robots.txt')).text();
  const lines = text.split(/\r?\n/).map(line => line.replace(/#.*/, '').trim()).filter(Boolean);
  expect(lines[0]).toMatch(/^user-agent: \S+$/i);
  for (const line of lines) expect(line).toMatch(/^(user-agent|allow|disallow|sitemap): ?\S*$/i);
});
