// The running server watches content/: what an author changes shows on reload.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../fixtures/build.ts';
import { expect, test as base } from '../fixtures/index.ts';
import { open } from '../fixtures/visit.ts';

const test = base.extend<{ content: string }>({
  /** A copy of content/ that a test may change. */
  content: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'conduit-content-'));
    await cp(path.join(ROOT, 'content'), folder, { recursive: true });
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

const SLUG = 'splitting-webassembly';
const CHANGED = 'A title that was changed while the server ran';

test('a changed article shows on reload', async ({ page, startServer, content }) => {
  const server = await startServer({ SUNUP_CONTENT_DIR: content });
  await open(page, `${server.url}/article/${SLUG}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).not.toHaveText(CHANGED);
  await retitle(content);
  await expect(async () => {
    await page.reload();
    await expect(heading).toHaveText(CHANGED, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await open(page, `${server.url}/`);
  await expect(page.getByRole('link', { name: CHANGED })).toBeVisible();
});

test('an article that does not parse is reported, and the rest stays', async ({
  request,
  startServer,
  content,
}) => {
  const file = `${SLUG}.md`;
  await writeFile(path.join(content, file), '+++\ntitle = "No end\n+++\n\nText.\n');
  const server = await startServer({ SUNUP_CONTENT_DIR: content });
  expect((await request.get(`${server.url}/article/${SLUG}`)).status()).toBe(404);
  expect((await request.get(`${server.url}/`)).status()).toBe(200);
  expect(server.log).toContain(file);
  await cp(path.join(ROOT, 'content', file), path.join(content, file));
  await expect
    .poll(async () => (await request.get(`${server.url}/article/${SLUG}`)).status(), {
      timeout: 20_000,
    })
    .toBe(200);
});

async function retitle(content: string): Promise<void> {
  const file = path.join(content, `${SLUG}.md`);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^title = ".*"$/m, `title = "${CHANGED}"`));
}
