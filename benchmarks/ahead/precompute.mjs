// What visitors notice of a thousand pages that are rendered while they are there.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { median, row } from '../measure/measurement.mjs';
import { temporaryFolder } from '../measure/server.mjs';
import { SERVER_CPU, wrk } from '../measure/wrk.mjs';
import { settled, warmer } from './pages.mjs';

const PAGES = 1_000;
const SHARE = 0.8;
const GOAL = 1.5;
const WIDTHS = [22, 12, 12, 12, 12];

/** Milliseconds that a connection pauses between two requests, on average. */
const PAUSE_MS = 1.5;

export async function precompute(site, rounds, atEnd) {
  const data = temporaryFolder('precompute');
  site.command(data, ['db', 'seed', '--articles', String(PAGES)]);
  const script = path.join(data, 'pause.lua');
  writeFileSync(script, 'function delay() return math.random(1, 2) end\n');
  const seconds = 10;
  const runs = { without: [], with: [] };
  console.log(row(['a run', 'requests/s', 'of the limit', 'p99', 'rendered'], WIDTHS));
  for (let round = 0; round < rounds; round++) {
    // Whoever comes later finds a warmer machine; they take turns.
    for (const side of round % 2 ? ['with', 'without'] : ['without', 'with']) {
      const warm = side === 'with' ? 'on' : 'off';
      // Without a disk a start has everything to render.
      const settings = { SUNUP_CACHE: 'on', SUNUP_CACHE_DISK: '0B', SUNUP_CACHE_WARM: warm, SUNUP_CACHE_WARM_NEWEST: String(PAGES) };
      const server = await site.serve(data, { cpu: SERVER_CPU, settings });
      atEnd(() => server.stop());
      const url = `${server.url}/about`;
      if (warm === 'on') await settled('the first renders', async () => (await warmer(server)).queued > 0);
      const before = warm === 'on' ? (await warmer(server)).stored : 0;
      const limit = (await wrk(url, { seconds: 2 })).rate;
      const first = Math.max(1, Math.round((limit * SHARE * PAUSE_MS) / 1_000));
      // Answers take their time as well: what that comes to is seen by trying.
      const tried = (await wrk(url, { seconds: 2, connections: first, script })).rate;
      const connections = Math.max(1, Math.round((first * limit * SHARE) / tried));
      const run = await wrk(url, { seconds, connections, script });
      const rendered = warm === 'on' ? (await warmer(server)).stored - before : 0;
      runs[side].push({ ...run, limit, rendered });
      console.log(row([`${side} renders ahead`, Math.round(run.rate), (run.rate / limit).toFixed(2), `${run.p99.toFixed(2)} ms`, rendered], WIDTHS));
      await server.stop();
    }
  }
  const p99 = side => median(runs[side].map(run => run.p99));
  const times = p99('with') / p99('without');
  console.log(`\np99 of cached pages while ${PAGES} pages are rendered ahead: ${times.toFixed(2)} times (goal: ${GOAL} or less).`);
  return { runs, times, goal: GOAL };
}
