// A change that hits thousands of pages, of which twenty are asked for by many.

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median } from '../measure/measurement.mjs';
import { ROOT, temporaryFolder } from '../measure/server.mjs';
import { SERVER_CPU } from '../measure/wrk.mjs';
import { articles, each, settled, stats, warmer } from './pages.mjs';

const HOTTEST = 20;
const VISITS = 300;
const GOAL_MS = 1_000;

/** What the visitors of the second half ask for in a second. */
const RATE = 100;

export async function publish(site, pages, rounds, atEnd) {
  const data = temporaryFolder('publish');
  const content = path.join(data, 'content');
  cpSync(path.join(ROOT, 'content'), content, { recursive: true });
  const settings = { SUNUP_CACHE: 'on', SUNUP_CONTENT_DIR: content };
  site.command(data, ['db', 'seed', '--articles', String(pages)]);
  const server = await site.serve(data, { cpu: SERVER_CPU, settings });
  atEnd(() => server.stop());
  const addresses = (await articles(server)).slice(0, pages);
  await each(server, addresses);
  const [author, hot] = await byOneAuthor(server, addresses);
  for (let visit = 0; visit < VISITS; visit++) await each(server, hot);

  const idle = [];
  for (let round = 0; round < rounds; round++) idle.push(await changed(server, content, author, round));
  const visited = [];
  for (let round = 0; round < rounds; round++) {
    const visitors = visiting(server, hot);
    visited.push({ took: await changed(server, content, author, rounds + round), ...(await visitors()) });
  }
  const took = Math.round(median(idle.map(({ took }) => took)));
  const waited = visited.map(({ waited }) => waited);
  console.log(`A new name for an author of ${idle[0].purged} pages among ${addresses.length}: the ${HOTTEST} that many ask for are`);
  console.log(`there again after ${took} ms (median of ${rounds}, from the write of the file; goal: ${GOAL_MS} ms or less).`);
  console.log(`With ${RATE} requests a second for these: ${waited.join(', ')} visitor(s) of a change waited for a render.\n`);
  await server.stop();
  return { pages: addresses.length, idle, visited, goal: GOAL_MS };
}

/** An author, and the pages of articles of theirs. */
async function byOneAuthor(server, addresses) {
  const found = new Map();
  for (const address of addresses) {
    const [, author] = (await server.page(address)).match(/href="\/author\/([a-z]+)"/) ?? [];
    const list = found.get(author) ?? [];
    found.set(author, [...list, address]);
    if (author && list.length + 1 === HOTTEST) return [author, found.get(author)];
  }
  throw new Error(`no author has ${HOTTEST} articles`);
}

/** Writes another name into the author's file: milliseconds until the hottest are rendered. */
async function changed(server, content, author, round) {
  await settled('a warmer at rest', async () => (await warmer(server)).state === 'resting');
  const [before, purges] = [(await warmer(server)).stored, (await stats(server)).purged_strictly];
  const file = path.join(content, 'authors', `${author}.md`);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^name = ".*?"/m, `name = "Name ${round}"`));
  const started = performance.now();
  while ((await warmer(server)).stored < before + HOTTEST) {
    if (performance.now() - started > 30_000) throw new Error('nothing is rendered after a change');
    await pause(5);
  }
  const took = performance.now() - started;
  return { took, purged: (await stats(server)).purged_strictly - purges };
}

/** Asks for these pages again and again; what is returned ends it and says who waited. */
function visiting(server, addresses) {
  let over = false;
  const counts = { asked: 0, waited: 0 };
  const visitors = (async () => {
    while (!over) {
      const { hits } = await each(server, [addresses[counts.asked % addresses.length]]);
      counts.asked += 1;
      counts.waited += 1 - hits;
      await pause(1_000 / RATE);
    }
  })();
  return async () => {
    await pause(1_000);
    over = true;
    await visitors;
    return counts;
  };
}
