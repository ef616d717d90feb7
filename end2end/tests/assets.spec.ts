// Files of a build are kept for a year under its own address; public files for a short while.

import { BUILD_WAS_NAMED, isPrecompressed } from '../fixtures/build.ts';
import { expect, test } from '../fixtures/index.ts';
import type { APIRequestContext } from '@playwright/test';

const YEAR = 31_536_000;

/** Address of a file of the build, below the folder that the front page names. */
async function addressOf(request: APIRequestContext, file: string): Promise<string> {
  const html = await (await request.get('/')).text();
  const folder = /href="(\/pkg\/[0-9a-z]+\/)conduit\.wasm"/.exec(html)?.[1];
  expect(folder, 'the front page names its code below its build').toBeTruthy();
  return `${folder}${file}`;
}

const TYPES = {
  'conduit.wasm': 'application/wasm',
  'conduit.js': 'text/javascript',
  'conduit.css': 'text/css',
};

for (const [file, type] of Object.entries(TYPES)) {
  test(`${file} of a build is kept for a year`, async ({ request }) => {
    const response = await request.get(await addressOf(request, file));
    expect(response.status()).toBe(200);
    expect(response.headers()['content-type']?.split(';')[0]).toBe(type);
    const policy = response.headers()['cache-control'];
    expect(policy).toContain('immutable');
    expect(Number(/max-age=(\d+)/.exec(policy ?? '')?.[1])).toBe(YEAR);
  });

  test(`${file} is sent in the encoding the browser prefers`, async ({ request }) => {
    test.skip(
      !isPrecompressed() && !BUILD_WAS_NAMED,
      'this site was built without --precompress',
    );
    const address = await addressOf(request, file);
    const ask = async (accepted: string) => {
      const response = await request.get(address, { headers: { 'accept-encoding': accepted } });
      expect(response.status(), accepted).toBe(200);
      const { vary, 'content-encoding': encoding, 'content-length': length } = response.headers();
      expect(vary?.toLowerCase(), accepted).toContain('accept-encoding');
      return { encoding, length: Number(length), body: await response.body() };
    };
    const plain = await ask('identity');
    const brotli = await ask('gzip, deflate, br, zstd');
    const gzip = await ask('gzip, br;q=0');
    expect([plain.encoding, brotli.encoding, gzip.encoding]).toEqual([undefined, 'br', 'gzip']);
    expect(brotli.body.equals(plain.body), 'brotli holds the same file').toBe(true);
    expect(gzip.body.equals(plain.body), 'gzip holds the same file').toBe(true);
    expect(brotli.length).toBeLessThan(gzip.length);
    expect(gzip.length).toBeLessThan(plain.length);
  });
}

test('a file of another build is not found', async ({ request }) => {
  const address = await addressOf(request, 'conduit.js');
  const other = address.replace(/\/pkg\/[0-9a-z]+\//, '/pkg/0000000000000000/');
  const response = await request.get(other);
  expect(response.status()).toBe(404);
  expect(response.headers()['cache-control'] ?? '').not.toContain('immutable');
});

test('a public file has a strong ETag, and is not sent again while it stays', async ({ request }) => {
  const response = await request.get('/favicon.svg', { headers: { 'accept-encoding': 'identity' } });
  expect(response.status()).toBe(200);
  expect(response.headers()['content-type']).toContain('image/svg+xml');
  const etag = response.headers()['etag'] ?? '';
  expect(etag).toMatch(/^"[^"]+"$/);
  const policy = response.headers()['cache-control'] ?? '';
  expect(policy).not.toContain('immutable');
  expect(Number(/max-age=(\d+)/.exec(policy)?.[1])).toBeLessThanOrEqual(86_400);
  const again = await request.get('/favicon.svg', {
    headers: { 'if-none-match': etag, 'accept-encoding': 'identity' },
  });
  expect(again.status()).toBe(304);
  expect((await again.body()).length).toBe(0);
  expect(again.headers()['etag']).toBe(etag);
  const changed = await request.get('/favicon.svg', { headers: { 'if-none-match': '"other"' } });
  expect(changed.status()).toBe(200);
});

test('pages are compressed as the browser prefers', async ({ request }) => {
  for (const encoding of ['br', 'gzip', 'zstd']) {
    const response = await request.fetch('/about', {
      method: 'HEAD',
      headers: { 'accept-encoding': encoding },
    });
    expect(response.headers()['content-encoding'], encoding).toBe(encoding);
    expect(response.headers()['vary']?.toLowerCase(), encoding).toContain('accept-encoding');
  }
});

test('a page names the files of one build only', async ({ request }) => {
  const html = await (await request.get('/editor')).text();
  const builds = new Set([...html.matchAll(/\/pkg\/([0-9a-z]+)\//g)].map(([, build]) => build));
  expect([...builds]).toHaveLength(1);
  expect(html).not.toMatch(/"\/pkg\/[^/"]+"/);
});

test('a page has its look before any file of the build is there', async ({ page, complaints }) => {
  complaints.expectFailing(/\/pkg\//);
  await page.route('**/pkg/**', route => route.abort());
  await page.goto('/');
  const [paper, brand] = await page.evaluate(() => [
    getComputedStyle(document.body).backgroundColor,
    getComputedStyle(document.querySelector('.navbar-brand') ?? document.body).textDecorationLine,
  ]);
  expect(paper).not.toBe('rgba(0, 0, 0, 0)');
  expect(brand).toBe('none');
});
