// Rules of `[routes]` in sunup.toml, as a browser meets them: by address, and by links of a page.

import { expect, start, stop, test as base, type Page } from '../fixtures/index.ts';
import type { Server } from '../fixtures/server.ts';
import { follow, hydrated, open, requestsOf, sameDocument } from '../fixtures/visit.ts';

const ARTICLE = '/article/caching-rendered-pages';

const RULES = `
[routes]
"/blog/{slug}" = { redirect = "/article/{slug}" }
"/article/moved" = { redirect = "${ARTICLE}#main" }
"/find/{word}" = { rewrite = "/search?q={word}" }
"/ueber" = { alias = "/about", headers = { x-robots-tag = "noindex" } }
"/tags" = { redirect = { to = "/archive", status = 302 } }
"/slow" = { rewrite = "/fault/hang" }
"/{*rest}" = { headers = { x-served-by = "rules" } }
`;

const test = base.extend<object, { ruled: Server }>({
  ruled: [
    async ({}, use) => {
      const server = await start({ SUNUP_FAULTS: 'on', SUNUP_RENDER_DEADLINE: '1s' }, RULES);
      await use(server);
      await stop(server);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ ruled }, use) => use(ruled.url),
});

const heading = (page: Page) => page.locator('main h1');
const path = (page: Page) => new URL(page.url()).pathname;

test('a redirect takes the browser to the page, once', async ({ page }) => {
  const response = await open(page, '/blog/caching-rendered-pages?utm_source=x');
  expect(response.request().redirectedFrom()?.url()).toMatch(/\/blog\/caching-rendered-pages\?/);
  await expect(page).toHaveURL(/\/article\/caching-rendered-pages\?utm_source=x$/);
  await expect(heading(page)).toHaveCount(1);
  const isSame = await sameDocument(page);
  await page.getByRole('link', { name: 'About' }).click();
  await expect(heading(page)).toHaveText('About Conduit');
  await isSame();
});

test('what is rewritten is hydrated at the address of its page', async ({ page }) => {
  const functions = requestsOf(page, /\/_fn\//);
  await open(page, '/find/cache#main');
  await expect(page).toHaveURL(/\/search\?q=cache#main$/);
  await expect(page.locator('main input[name=q]')).toHaveValue('cache');
  await expect(page.locator('.article-preview').first()).toBeVisible();
  expect(functions, 'the document has the data').toEqual([]);
  const isSame = await sameDocument(page);
  await page.getByRole('link', { name: 'About' }).click();
  await expect(heading(page)).toHaveText('About Conduit');
  await page.goBack();
  await expect(page.locator('main input[name=q]')).toHaveValue('cache');
  await expect(page).toHaveURL(/\/search\?q=cache#main$/);
  await isSame();
});

test('a page that comes from the cache by another address is hydrated as well', async ({ page }) => {
  for (const address of ['/about', '/ueber', '/ueber?utm_source=x']) {
    const response = await open(page, address);
    await expect(heading(page)).toHaveText('About Conduit');
    expect(path(page), address).toBe('/about');
    const headers = response.headers();
    expect(headers['x-served-by'], address).toBe('rules');
    expect(headers['x-robots-tag'], address).toBe(address === '/about' ? undefined : 'noindex');
    expect(headers.link?.includes('/about>; rel="canonical"') ?? false).toBe(address !== '/about');
    if (address !== '/about') expect(headers['cache-status']).toMatch(/^sunup; hit/);
  }
  const canonical = page.locator('head link[rel=canonical]');
  await expect(canonical).toHaveAttribute('href', /\/about$/);
});

for (const [href, to] of [
  ['/blog/caching-rendered-pages', ARTICLE],
  // A page of the table of routes, of which a rule takes an address.
  ['/article/moved', ARTICLE],
  ['/tags', '/archive'],
  ['/find/cache', '/search'],
  ['/ueber', '/about'],
] as const) {
  test(`a link to ${href} leads where the server leads it`, async ({ page, request }) => {
    const html = await (await request.get(to === '/search' ? '/search?q=cache' : to)).text();
    const title = /<title>([^<]*)/.exec(html)?.[1] ?? 'none';
    await open(page, '/archive/2026/11');
    const functions = requestsOf(page, /\/_fn\//);
    await follow(page, href);
    await page.waitForURL(url => url.pathname === to);
    await hydrated(page);
    await expect(page).toHaveTitle(title);
    expect(functions, 'nothing is fetched for a page that is not shown').toEqual([]);
    await page.goBack();
    await expect.poll(() => path(page)).toBe('/archive/2026/11');
  });
}

test('other links change the page without loading a document', async ({ page }) => {
  await open(page, '/');
  const isSame = await sameDocument(page);
  await follow(page, ARTICLE);
  await expect(heading(page)).toHaveCount(1);
  await expect(page).toHaveURL(new RegExp(`${ARTICLE}$`));
  await follow(page, '/nowhere');
  await expect(heading(page)).toHaveText('Nothing is at this address');
  await isSame();
});

test('a page that is late at another address is mounted at its own', async ({ page, complaints }) => {
  complaints.expectFailing(/\/slow$|\/_fn\/fault\?/);
  const response = await open(page, '/slow');
  expect(response.status()).toBe(503);
  await expect(heading(page)).toHaveText('This takes too long');
  expect(path(page)).toBe('/fault/hang');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the address of a rewrite or an alias stays in the address bar', async ({ page }) => {
    await page.goto('/ueber');
    await expect(heading(page)).toHaveText('About Conduit');
    expect(path(page)).toBe('/ueber');
    await page.goto('/find/cache');
    await expect(page.locator('.article-preview').first()).toBeVisible();
    expect(path(page)).toBe('/find/cache');
  });
});
