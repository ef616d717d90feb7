// The running server watches content/: what an author changes shows on reload.

import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../fixtures/build.ts';
import { retitle, test } from '../fixtures/content.ts';
import { expect } from '../fixtures/index.ts';
import { open } from '../fixtures/visit.ts';

const SLUG = 'splitting-webassembly';
const CHANGED = 'A title that was changed while the server ran';

test('a changed article shows on reload', async ({ page, startServer, content }) => {
  const server = await startServer({ SUNUP_CONTENT_DIR: content });
  await open(page, `${server.url}/article/${SLUG}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).not.toHaveText(CHANGED);
  await retitle(content, SLUG, CHANGED);
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
