// Keeps what was measured.

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import path from 'node:path';
import { commit } from './measurement.mjs';
import { ROOT } from './server.mjs';

/** Writes JSON into bench/results/, which git leaves alone, and says where. */
export function keep(name, measured) {
  const folder = path.join(ROOT, 'bench/results');
  const date = new Date().toISOString();
  const file = path.join(folder, `${name}-${date.replaceAll(':', '-')}.json`);
  const machine = { processors: cpus().map(cpu => cpu.model), memory: totalmem(), kernel: release(), load: loadavg() };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ name, date, commit: commit(), machine, ...measured }, null, 2)}\n`);
  console.log(`\n${path.relative(ROOT, file)}`);
}
