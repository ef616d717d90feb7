// The editor is a chunk of its own, fetched when somebody comes near it.

import { CHUNK, editorWorks, needsChunks, writeLink } from '../fixtures/editor.ts';
import { hold } from '../fixtures/hold.ts';
import { expect, test } from '../fixtures/index.ts';
import { hydrated, open, requestsOf, settled } from '../fixtures/visit.ts';

test('the editor works after a click', async ({ page }) => {
  await open(page, '/');
  await writeLink(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Write an article');
  await editorWorks(page);
});

test('the editor works after a direct load', async ({ page }) => {
  await open(page, '/editor');
  await editorWorks(page);
});

test('the editor works again after leaving and coming back', async ({ page }) => {
  await open(page, '/editor');
  await editorWorks(page);
  await page.getByRole('link', { name: 'About' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('About Conduit');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Write an article');
  await editorWorks(page);
});

test('what was typed before the application was there is kept', async ({ page }) => {
  const release = await hold(page, /\/pkg\/.*\.wasm$/);
  await page.goto('/editor');
  await page.getByLabel('Title').fill('Typed early');
  await page.getByLabel('Text (Markdown)').fill('four words, typed early');
  await expect(page.locator('html')).toHaveAttribute('data-sunup', 'hydrate');
  release();
  await expect(page.locator('#editor-count')).toHaveText('4 words, about 1 min to read');
  await expect(page.getByLabel('Title')).toHaveValue('Typed early');
  await expect(page.getByLabel('Text (Markdown)')).toHaveValue('four words, typed early');
});

test.describe('its chunk', () => {
  needsChunks();

  test('is absent from the first load of other pages', async ({ page }) => {
    const chunks = requestsOf(page, CHUNK);
    for (const path of ['/', '/about']) {
      await open(page, path);
      await page.waitForLoadState('networkidle');
    }
    expect(chunks).toEqual([]);
  });

  test('is fetched when the pointer rests on the link, and only then', async ({ page }) => {
    await open(page, '/');
    const chunks = requestsOf(page, CHUNK);
    await page.getByRole('link', { name: 'About' }).hover();
    await settled(page);
    expect(chunks).toEqual([]);
    const fetched = page.waitForResponse(CHUNK);
    await writeLink(page).hover();
    expect((await fetched).status()).toBe(200);
    await writeLink(page).click();
    await editorWorks(page);
    expect(chunks, 'the click uses what the hover fetched').toHaveLength(1);
  });

  test('is fetched when the keyboard reaches the link', async ({ page }) => {
    await open(page, '/');
    const fetched = page.waitForResponse(CHUNK);
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press('Tab');
      if (await writeLink(page).evaluate(link => link === document.activeElement)) break;
    }
    await expect(writeLink(page)).toBeFocused();
    expect((await fetched).status()).toBe(200);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await editorWorks(page);
  });

  test('waits for the click when the visitor wants little data', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    await open(page, '/');
    const chunks = requestsOf(page, CHUNK);
    await writeLink(page).hover();
    await writeLink(page).focus();
    await settled(page);
    await page.request.get('/healthz');
    expect(chunks).toEqual([]);
    await writeLink(page).click();
    await editorWorks(page);
    expect(chunks).toHaveLength(1);
  });

  test('comes later than what is typed into the form of the server', async ({ page }) => {
    const release = await hold(page, CHUNK);
    await page.goto('/editor');
    await hydrated(page);
    await page.getByLabel('Title').fill('Typed early');
    await page.getByLabel('Text (Markdown)').fill('four words, typed early');
    await expect(page.locator('#editor-count')).toHaveText('Nothing written yet');
    release();
    await expect(page.locator('#editor-count')).toHaveText('4 words, about 1 min to read');
    await expect(page.getByLabel('Title')).toHaveValue('Typed early');
    await expect(page.getByLabel('Text (Markdown)')).toHaveValue('four words, typed early');
  });

  test('is announced to the browser by the page that needs it', async ({ request }) => {
    const editor = await (await request.get('/editor')).text();
    const links = editor.match(/<link [^>]*rel="preload"[^>]*>/g) ?? [];
    const hrefs = links.map(link => /href="([^"]+)"/.exec(link)?.[1] ?? '');
    const chunk = hrefs.filter(href => CHUNK.test(href));
    expect(chunk, 'preloads of the chunk').toHaveLength(1);
    expect((await request.get(chunk[0] ?? '')).status()).toBe(200);
    expect(await (await request.get('/')).text()).not.toMatch(CHUNK);
  });
});
