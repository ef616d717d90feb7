// What fails on the server is a 500 with a page, and the process goes on.

import type { Server } from '../fixtures/server.ts';
import { expect, test } from '../fixtures/index.ts';
import { follow, open, sameDocument } from '../fixtures/visit.ts';

for (const kind of ['error', 'panic']) {
  test(`data that ends in an ${kind} gives 500 and a page of the site`, async ({
    page,
    faulty,
    complaints,
  }) => {
    complaints.expectFailing(new RegExp(`/fault/${kind}$`));
    const response = await open(page, `${faulty.url}/fault/${kind}`);
    expect(response.status()).toBe(500);
    expect(response.headers()['cache-control']).toBe('no-store');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something broke');
    await expect(page.getByText('It has been noted')).toBeVisible();
    const text = await page.locator('body').innerText();
    expect(text, 'the cause stays in the log').not.toMatch(/asked for/);
    const isSame = await sameDocument(page);
    await page.getByRole('link', { name: 'Articles' }).click();
    await expect(page.locator('.article-preview').first()).toBeVisible();
    await isSame();
  });

  test(`data that ends in an ${kind} shows the same page by a link`, async ({
    page,
    faulty,
    complaints,
  }) => {
    complaints.expectFailing(/\/_fn\/fault\?/);
    await open(page, `${faulty.url}/`);
    const isSame = await sameDocument(page);
    const answer = page.waitForResponse(/\/_fn\/fault\?/);
    await follow(page, `/fault/${kind}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something broke');
    expect((await answer).status()).toBe(500);
    await isSame();
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a component that panics gives 500 and a plain page', async ({
    page,
    faulty,
    complaints,
  }) => {
    complaints.expectFailing(/\/fault\/render$/);
    const response = await page.goto(`${faulty.url}/fault/render`);
    expect(response?.status()).toBe(500);
    expect(response?.headers()['content-type']).toBe('text/html; charset=utf-8');
    expect(response?.headers()['cache-control']).toBe('no-store');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Internal Server Error');
    await expect(page.getByText('It has been noted')).toBeVisible();
    await expect(page.locator('script')).toHaveCount(0);
    await page.getByRole('link', { name: 'Go to the front page' }).click();
    await expect(page.locator('.article-preview').first()).toBeVisible();
  });

  test('a page that failed can be read to its end', async ({ page, faulty, complaints }) => {
    complaints.expectFailing(/\/fault\/error$/);
    const response = await page.goto(`${faulty.url}/fault/error`);
    expect(response?.status()).toBe(500);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something broke');
    await expect(page.getByRole('contentinfo')).toBeVisible();
  });
});

for (const kind of ['panic', 'render']) {
  test(`a ${kind} is logged once with its backtrace, and the server lives`, async ({
    startServer,
    request,
  }) => {
    const server = await startServer({ SUNUP_FAULTS: 'on' });
    const failed = await request.get(`${server.url}/fault/${kind}`);
    expect(failed.status()).toBe(500);
    await expect.poll(() => panicsIn(server)).toHaveLength(1);
    const [panic] = panicsIn(server);
    expect(panic, 'frames of a backtrace').toMatch(/\d+: [^\n]*(app|sunup|core|std)::/);
    for (const path of ['/', '/about']) {
      expect((await request.get(server.url + path)).status(), path).toBe(200);
    }
    expect(panicsIn(server), 'panics in the log').toHaveLength(1);
  });
}

test('many failures at once leave a server that answers', async ({ startServer, request }) => {
  const server = await startServer({ SUNUP_FAULTS: 'on', SUNUP_LOG: 'off' });
  const rounds = process.env.SUNUP_TEST_FULL ? 100 : 10;
  for (let round = 0; round < rounds; round += 1) {
    const kinds = ['panic', 'render', 'error', 'panic', 'render', 'error', 'panic', 'render', 'error'];
    const answers = await Promise.all(
      kinds.map(kind => request.get(`${server.url}/fault/${kind}`)),
    );
    // Where nearly all fail, most are spared the attempt and asked to come back.
    expect(answers.filter(answer => ![500, 503].includes(answer.status()))).toEqual([]);
  }
  expect((await request.get(`${server.url}/`)).status()).toBe(200);
});

/** The entries of the log about a panic, one each. */
function panicsIn(server: Server): string[] {
  return server.log.split('\n').filter(line => /panicked because \/fault\//.test(line));
}
