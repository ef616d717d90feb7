// The page cache, as browsers see it: pages that are kept still hydrate, under a strict policy for
// their scripts, and a page that changed is never shown as it was.

import type { APIResponse } from '@playwright/test';
import { retitle, test } from '../fixtures/content.ts';
import { expect } from '../fixtures/index.ts';
import { kinds, open } from '../fixtures/visit.ts';

const SLUG = 'splitting-webassembly';
const OTHER = '/article/plurals-with-fluent';
const CHANGED = 'A title that was changed while the server ran';

test('a page from the cache hydrates under a policy that names its scripts by their hashes', async ({
  page,
  request,
  complaints,
}) => {
  for (const path of await kinds(request)) {
    await test.step(path, async () => {
      await request.get(path);
      const response = await open(page, path);
      const headers = response.headers();
      expect(headers['cache-status'], path).toMatch(/^sunup; hit; ttl=\d+/);
      const policy = headers['content-security-policy'] ?? '';
      const scripts = policy.split(';').find(part => part.trim().startsWith('script-src')) ?? '';
      expect(scripts, path).toContain("'wasm-unsafe-eval'");
      expect(scripts, path).toMatch(/'sha256-[A-Za-z0-9+/=]{44}'/);
      expect(scripts, path).not.toMatch(/'unsafe-inline'|'unsafe-eval'/);
      expect(policy, path).not.toContain('nonce');
      expect(await response.text(), path).not.toContain('nonce=');
      expect(complaints.undeclared(), path).toEqual([]);
    });
  }
});

test('a script that is not the page\'s own does not run', async ({ page, complaints }) => {
  complaints.expectText(/Content Security Policy/);
  await open(page, '/');
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.intruder = true';
    document.body.append(script);
    await new Promise(done => setTimeout(done, 50));
    return 'intruder' in window;
  });
  expect(ran).toBe(false);
});

test('a browser that has a page is answered 304, and asks each time', async ({ request }) => {
  const first = await request.get('/about');
  const { etag, 'cache-control': control } = first.headers();
  expect(control).toMatch(/^public, max-age=0, must-revalidate, s-maxage=\d+/);
  expect(etag).toMatch(/^"/);
  await expect(async () => {
    // The first visitors get bytes that are not compressed yet, and those have a tag of their own.
    const latest = (await request.get('/about')).headers();
    expect(latest['content-encoding']).toBe('br');
    const again = await request.get('/about', { headers: { 'if-none-match': latest.etag! } });
    expect(again.status()).toBe(304);
    expect(again.headers().etag).toBe(latest.etag);
    expect((await again.body()).length).toBe(0);
  }).toPass();
});

test('a changed article is shown at the next load, and no other page is rendered again', async ({
  page,
  request,
  startServer,
  content,
}) => {
  const server = await startServer({ SUNUP_CONTENT_DIR: content });
  const get = (path: string) => request.get(server.url + path);
  const data = `/_fn/article?slug=${SLUG}`;
  const changing = ['/', `/article/${SLUG}`, `/article/${SLUG}.md`, data, '/feed.xml'];
  const staying = [OTHER, '/about', '/archive', '/tags', '/tag/http'];
  for (const path of [...changing, ...staying]) {
    await get(path);
    expect(outcome(await get(path)), path).toBe('hit');
  }
  await open(page, `${server.url}/article/${SLUG}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).not.toHaveText(CHANGED);

  await retitle(content, SLUG, CHANGED);
  // The import is done when the data is other; from then on nobody sees what was.
  await expect(async () => {
    expect((await (await get(data)).body()).includes(CHANGED)).toBe(true);
  }).toPass({ timeout: 20_000 });
  await page.reload();
  await expect(heading).toHaveText(CHANGED);
  for (const path of changing) {
    expect((await get(path)).status(), path).toBe(200);
    expect(await (await get(path)).text(), path).toContain(CHANGED);
  }

  const renders = await server.metric('sunup_render_seconds_count');
  for (const path of staying) {
    expect(outcome(await get(path)), path).toBe('hit');
  }
  expect(await server.metric('sunup_render_seconds_count')).toBe(renders);
});

test('an article that is deleted is not shown again', async ({ request, startServer, content }) => {
  const server = await startServer({ SUNUP_CONTENT_DIR: content });
  const address = `${server.url}/article/${SLUG}`;
  await request.get(address);
  expect(outcome(await request.get(address))).toBe('hit');
  const { rm } = await import('node:fs/promises');
  await rm(`${content}/${SLUG}.md`);
  await expect
    .poll(async () => (await request.get(address)).status(), { timeout: 20_000 })
    .toBe(404);
  for (let visit = 0; visit < 3; visit++) {
    expect((await request.get(address)).status()).toBe(404);
    expect(await (await request.get(`${server.url}/`)).text()).not.toContain(`/article/${SLUG}"`);
  }
});

test('trackers, order and doubles in an address make no second page', async ({ request }) => {
  await request.get('/search?q=cache');
  for (const address of ['/search?utm_source=x&q=cache', '/search?q=other&fbclid=1&q=cache']) {
    const response = await request.get(address);
    expect(outcome(response), address).toBe('hit');
    expect(await response.text(), address).not.toMatch(/utm_source|fbclid/);
  }
});

test('each theme has a page of its own, and a word that is none has not', async ({ request }) => {
  const themed = (theme: string) => request.get('/tags', { headers: { cookie: `theme=${theme}` } });
  await request.get('/tags');
  expect(outcome(await themed('purple'))).toBe('hit');
  for (const theme of ['dark', 'light']) {
    await themed(theme);
    const again = await themed(theme);
    expect(outcome(again)).toBe('hit');
    expect(await again.text()).toContain(`data-theme="${theme}"`);
  }
});

/** What the cache did: `hit`, `fwd=miss`, … */
function outcome(response: APIResponse): string {
  return /^sunup; ([^;]+)/.exec(response.headers()['cache-status'] ?? '')?.[1] ?? 'none';
}
