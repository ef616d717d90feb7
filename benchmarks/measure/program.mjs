// Programs of the workspace that a measurement compares with.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, Server, freePorts, inherited, temporaryFolder } from './server.mjs';
import { target } from './site.mjs';
import { SERVER_CPU } from './wrk.mjs';

/** Builds a program of a crate for release, and says where it is. */
export function built(crate, program) {
  // The name cargo-leptos sets; with the same one cargo finds what it has compiled already.
  const env = { ...process.env, LEPTOS_OUTPUT_NAME: 'conduit' };
  execFileSync('cargo', ['build', '--release', '--package', crate], { cwd: ROOT, env, stdio: 'inherit' });
  return path.join(target(), 'release', program);
}

/** Starts a server that takes the processor of servers, until the measurement ends. */
export async function started(command, { port, admin, folder, ready, settings }, atEnd) {
  const log = path.join(folder, 'server.log');
  const env = { ...inherited(), ...settings };
  const server = await Server.start(command, { port, admin, log, ready, env, cpu: SERVER_CPU });
  atEnd(() => server.stop());
  return server;
}

/** The bytes of pages under nothing but axum; `program` is `raw` of `bench-raw`. */
export async function raw(program, pages, atEnd) {
  const folder = temporaryFolder('raw');
  const named = pages.flatMap(({ path: address, body, brotli }, index) => {
    const file = path.join(folder, `page-${index}`);
    writeFileSync(file, body);
    if (brotli) writeFileSync(`${file}.br`, brotli);
    return ['--page', `${address}=${file}`];
  });
  const [port] = await freePorts(1);
  return started([program, '--addr', `127.0.0.1:${port}`, ...named], { port, folder, ready: pages[0].path }, atEnd);
}
