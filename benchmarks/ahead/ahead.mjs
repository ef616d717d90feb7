// Pages that are ready before they are asked for: after `kill -9` and a restart, after something was
// published, and what rendering them costs the visitors who are there.

import { measurement } from '../measure/measurement.mjs';
import { keep } from '../measure/results.mjs';
import { Site } from '../measure/site.mjs';
import { requireWrk } from '../measure/wrk.mjs';
import { precompute } from './precompute.mjs';
import { publish } from './publish.mjs';
import { restart } from './restart.mjs';

await measurement({ open }, async ({ site, quick, atEnd }) => {
  const pages = quick ? 1_000 : 10_000;
  const restarted = await restart(site, pages, atEnd);
  const published = await publish(site, pages, quick ? 1 : 5, atEnd);
  const precomputed = await precompute(site, quick ? 1 : 5, atEnd);
  keep('ahead', { quick, restarted, published, precomputed });
});

/** Says what is missing before it builds anything. */
function open(folder) {
  requireWrk();
  return Site.open(folder);
}
