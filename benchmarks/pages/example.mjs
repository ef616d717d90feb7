// The release build of examples/bench-pages, and servers of it.

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { built, started } from '../measure/program.mjs';
import { ROOT, freePorts, temporaryFolder } from '../measure/server.mjs';
import { target } from '../measure/site.mjs';
import { requireWrk } from '../measure/wrk.mjs';

const EXAMPLES = path.join(ROOT, 'examples');
const NAME = 'bench-pages';

export class Example {
  /** The program that serves bytes. */
  raw;
  #release;

  /** Builds both halves of the example, the pages without Sunup, and the server of bytes. */
  static open(folder) {
    if (folder) throw new Error('--built is for the site; the example is built each time');
    requireWrk();
    const example = new Example();
    example.raw = built('bench-raw', 'raw');
    // Not the folder of the site: its builds have another output name, and each would undo the other.
    const folderOfExamples = process.env.CARGO_TARGET_DIR ? path.join(target(), 'examples') : path.join(EXAMPLES, 'target');
    example.#release = path.join(folderOfExamples, 'release');
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('LEPTOS_'));
    const env = { ...Object.fromEntries(inherited), CARGO_TARGET_DIR: folderOfExamples };
    const cargo = (args, more) => {
      execFileSync('cargo', args, { cwd: EXAMPLES, env: { ...env, ...more }, stdio: 'inherit' });
    };
    cargo(['leptos', 'build', '--release', '--precompress', '--project', NAME]);
    const bare = ['build', '--release', '--package', NAME, '--bin', 'bare-pages', '--features', 'ssr'];
    cargo(bare, { LEPTOS_OUTPUT_NAME: NAME });
    return example;
  }

  /** The example as a site runs it: each request is a line in a file and counted. `cache` is on or off. */
  async sunup(cache, atEnd) {
    const [port, admin] = await freePorts(2);
    const settings = {
      LEPTOS_SITE_ROOT: path.join(EXAMPLES, 'target/site'),
      LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
      SUNUP_ADMIN_ADDR: `127.0.0.1:${admin}`,
      SUNUP_CACHE: cache,
      SUNUP_LOG: 'info',
      SUNUP_LOG_FORMAT: 'json',
    };
    const folder = temporaryFolder('pages');
    return started([path.join(this.#release, NAME)], { port, admin, folder, ready: '/small', settings }, atEnd);
  }

  /** The rendered pages under bare Leptos. */
  async bare(atEnd) {
    const [port] = await freePorts(1);
    const command = [path.join(this.#release, 'bare-pages'), '--addr', `127.0.0.1:${port}`];
    return started(command, { port, folder: temporaryFolder('pages-bare'), ready: '/small' }, atEnd);
  }
}
