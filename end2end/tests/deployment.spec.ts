// A deployment: tabs of the old build go on working, and nobody waits for the pages of the new one.

import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { siteRoot } from '../fixtures/build.ts';
import { CHUNK, editorWorks, needsChunks, writeLink } from '../fixtures/editor.ts';
import { expect, test as base } from '../fixtures/index.ts';
import type { Server } from '../fixtures/server.ts';
import { open, requestsOf } from '../fixtures/visit.ts';

const KEPT = ['/', '/about', '/tags', '/archive'];

/** A server whose pages are ready ahead, and the site root of its next build. */
const test = base.extend<{ server: Server; next: string }>({
  server: async ({ startServer }, use) => {
    await use(await startServer({ SUNUP_CACHE_WARM: 'on', SUNUP_CACHE_WARM_NEWEST: '5' }));
  },

  next: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'conduit-next-'));
    await cp(siteRoot(), folder, { recursive: true });
    const glue = path.join(folder, 'pkg/conduit.js');
    await appendFile(glue, '\n// Another build.\n');
    for (const coded of ['br', 'gz']) await rm(`${glue}.${coded}`, { force: true });
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** The build whose files a page names. */
async function build(request: APIRequestContext, url: string): Promise<string> {
  const text = await (await request.get(url)).text();
  return text.match(/\/pkg\/([0-9a-f]{16})\//)?.[1] ?? '';
}

/** Asks for pages and waits until they outlive the process. */
async function kept(request: APIRequestContext, server: Server): Promise<void> {
  for (const address of KEPT) expect((await request.get(server.url + address)).status()).toBe(200);
  await expect(async () => {
    const { disk } = await (await request.get(`${server.adminUrl}/cache/stats`)).json();
    expect(disk.queue).toBe(0);
    expect(disk.entries).toBeGreaterThanOrEqual(KEPT.length);
  }).toPass();
}

test.describe('with a tab open', () => {
  needsChunks();

  test('it opens a part that it has not fetched yet', async ({ page, request, server, next }) => {
    await kept(request, server);
    await open(page, `${server.url}/about`);
    const old = await build(request, `${server.url}/about`);
    const chunks = requestsOf(page, CHUNK);
    await server.deploy(next);
    await writeLink(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Write an article');
    await editorWorks(page);
    expect(chunks.length).toBeGreaterThan(0);
    for (const chunk of chunks) expect(chunk).toContain(`/pkg/${old}/`);
  });
});

test('who comes first gets a page that is there, and who comes later the new one', async ({
  page,
  request,
  server,
  next,
}) => {
  await kept(request, server);
  const old = await build(request, `${server.url}/about`);
  await server.deploy(next);
  const first = await request.get(`${server.url}/about`);
  expect(first.headers()['cache-status']).toMatch(/^sunup; hit/);
  await expect(async () => {
    for (const address of KEPT) expect(await build(request, server.url + address)).not.toBe(old);
  }).toPass();
  await open(page, `${server.url}/about`);
  // Both builds make the same pages, but for the addresses of their files.
  await expect(async () => {
    const { rewarming } = await (await request.get(`${server.adminUrl}/cache/stats`)).json();
    expect(rewarming).toMatchObject({ left: 0, changed: 0 });
    expect(rewarming.same).toBeGreaterThanOrEqual(KEPT.length);
  }).toPass();
  const { misses } = await (await request.get(`${server.adminUrl}/cache/stats`)).json();
  expect(misses).toBe(0);
});
