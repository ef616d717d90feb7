// What search engines, feed readers and link previews are told, seen from a browser.

import { expect, test, type Page } from '../fixtures/index.ts';
import { articles, open, sameDocument } from '../fixtures/visit.ts';

/** The JSON-LD of a page, one object for each thing it speaks of. */
async function things(page: Page): Promise<Array<Record<string, unknown>>> {
  const scripts = await page.locator('script[type="application/ld+json"]').allTextContents();
  return scripts.map(text => JSON.parse(text));
}

const meta = (page: Page, property: string) =>
  page.locator(`meta[property="${property}"]`).getAttribute('content');

test('an article tells its author, its day and its picture', async ({ page, request, site }) => {
  const [path = ''] = await articles(request);
  await page.goto(path);
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  expect(await meta(page, 'og:type')).toBe('article');
  expect(await meta(page, 'og:title')).toBe(title);
  expect(await meta(page, 'article:published_time')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  const found = await things(page);
  expect(found.map(thing => thing['@type'])).toEqual(['Article', 'BreadcrumbList']);
  expect(found[0]).toMatchObject({
    '@context': 'https://schema.org',
    headline: title,
    url: `${site.url}${path}`,
    author: { '@type': 'Person', name: await page.locator('.author').first().textContent() },
  });
  const picture = await request.get((await meta(page, 'og:image')) ?? '');
  expect(picture.headers()['content-type']).toBe('image/png');
});

test('the picture of a link is drawn as large as it says', async ({ page, request }) => {
  const [path = ''] = await articles(request);
  await page.goto(path);
  const address = await meta(page, 'og:image');
  await page.goto(address ?? '');
  const size = await page.locator('img').evaluate((image: HTMLImageElement) => [
    image.naturalWidth,
    image.naturalHeight,
  ]);
  expect(size).toEqual([1200, 630]);
});

test('browsers parse the feeds, the sitemap and the search description', async ({ page, request }) => {
  await page.goto('/');
  for (const path of ['/feed.xml', '/tag/sqlite/feed.xml', '/sitemap.xml', '/opensearch.xml']) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(200);
    const error = await page.evaluate(text => {
      const document = new DOMParser().parseFromString(text, 'application/xml');
      return document.querySelector('parsererror')?.textContent ?? null;
    }, await response.text());
    expect(error, path).toBeNull();
  }
  const feed = await (await request.get('/feed.json')).json();
  expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
  expect(feed.items.length).toBeGreaterThanOrEqual(6);
});

test('every address of the sitemap is a page with that canonical address', async ({ request }) => {
  const map = await (await request.get('/sitemap.xml')).text();
  const addresses = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address ?? '');
  expect(addresses.length).toBeGreaterThan(10);
  for (const address of addresses) {
    const response = await request.get(address);
    expect(response.status(), address).toBe(200);
    const canonical = /<link rel="canonical" href="([^"]+)"/.exec(await response.text())?.[1];
    expect(canonical, address).toBe(address);
  }
});

test('after a client navigation title, description and canonical address are the new page’s', async ({
  page,
  request,
  site,
}) => {
  await open(page, '/');
  const same = await sameDocument(page);
  const link = page.locator('.article-preview').first().getByRole('link').first();
  const path = (await link.getAttribute('href')) ?? '';
  await link.click();
  await expect(page).toHaveURL(site.url + path);
  await same();
  const html = await (await request.get(path)).text();
  for (const [selector, attribute] of [
    ['meta[name="description"]', 'content'],
    ['link[rel="canonical"]', 'href'],
  ] as const) {
    const element = page.locator(selector);
    await expect(element).toHaveCount(1);
    const value = await element.getAttribute(attribute);
    const loaded = await page.evaluate(
      ([html, selector, attribute]) =>
        new DOMParser()
          .parseFromString(html, 'text/html')
          .querySelector(selector)
          ?.getAttribute(attribute),
      [html, selector, attribute] as const,
    );
    expect(value, selector).toBe(loaded);
  }
});

test('an article is there as Markdown by name and by Accept', async ({ request }) => {
  const [path = ''] = await articles(request);
  const named = await request.get(`${path}.md`);
  const preferred = await request.get(path, { headers: { accept: 'text/markdown' } });
  expect(named.headers()['content-type']).toContain('text/markdown');
  expect(await preferred.text()).toBe(await named.text());
  expect(preferred.headers()['vary']?.toLowerCase()).toMatch(/(^|, *)accept(,|$)/);
  const page = await request.get(path, { headers: { accept: 'text/html' } });
  expect(page.headers()['content-type']).toContain('text/html');
  expect(page.headers()['vary']?.toLowerCase()).toMatch(/(^|, *)accept(,|$)/);
});
