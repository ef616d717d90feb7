// A process is killed that has pages on disk, and another takes its place.

import { temporaryFolder } from '../measure/server.mjs';
import { SERVER_CPU } from '../measure/wrk.mjs';
import { articles, each, settled, stats } from './pages.mjs';

const GOAL_MS = 2_000;

/** Ports differ from start to start; the site's own address stands in its pages and stays. */
const SETTINGS = { SUNUP_CACHE: 'on', SUNUP_CACHE_WARM: 'off', SUNUP_URL: 'http://127.0.0.1' };

export async function restart(site, pages, atEnd) {
  const data = temporaryFolder('restart');
  site.command(data, ['db', 'seed', '--articles', String(pages)]);
  const serve = async () => {
    const server = await site.serve(data, { cpu: SERVER_CPU, settings: SETTINGS });
    atEnd(() => server.stop());
    return server;
  };
  const first = await serve();
  const addresses = (await articles(first)).slice(0, pages);
  await each(first, addresses);
  await settled('the pages on disk', async () => {
    const { disk } = await stats(first);
    return disk.queue === 0 && disk.entries >= addresses.length;
  });
  await first.kill();

  const started = performance.now();
  const second = await serve();
  const ready = performance.now() - started;
  const answers = await each(second, addresses);
  const { misses, renders_stored: renders, disk } = await stats(second);
  const bytes = (disk.bytes / 1e6).toFixed(0);
  console.log(`After kill -9, ${addresses.length} pages on disk (${bytes} MB): first answer after ${Math.round(ready)} ms`);
  console.log(`(asked every 100 ms; goal: ${GOAL_MS} ms or less), and of all pages ${answers.hits} hits, ${renders} renders.\n`);
  await second.stop();
  return { pages: addresses.length, bytes: disk.bytes, ready, hits: answers.hits, misses, renders, goal: GOAL_MS };
}
