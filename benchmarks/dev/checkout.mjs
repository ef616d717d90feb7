// A checkout of the last commit in the user's cache, where files can be edited freely.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The user's own checkout: read by git, never written. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export class Checkout {
  /** Commit that is measured, shortened. */
  commit;
  /** The folder of the files. It is the same in every run, so that cargo finds its work again. */
  folder;
  /** `CARGO_TARGET_DIR` of the measurement. */
  target;
  /** `LEPTOS_SITE_ROOT` of the measurement. */
  site;
  /** What `cargo leptos watch` prints. */
  log;
  #originals = new Map();

  /** Brings the checkout up to the last commit; a file that did not change keeps its time. */
  static open() {
    const checkout = new Checkout();
    const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
    const base = path.join(cache, 'sunup', 'bench-dev');
    checkout.folder = path.join(base, 'checkout');
    checkout.target = path.join(base, 'target');
    checkout.site = path.join(base, 'site');
    checkout.log = path.join(base, 'watch.log');
    mkdirSync(checkout.folder, { recursive: true });

    // An index of its own, so that the user's repository does not learn of this folder.
    const env = { ...process.env, GIT_INDEX_FILE: path.join(base, 'index') };
    const git = (...args) => execFileSync('git', args, { cwd: ROOT, env, encoding: 'utf8' }).trim();
    git(`--work-tree=${checkout.folder}`, 'read-tree', '--reset', '-u', 'HEAD');
    checkout.commit = git('rev-parse', '--short', 'HEAD');
    if (git('status', '--porcelain', '--untracked-files=no')) checkout.commit += ', without what is not committed';
    return checkout;
  }

  /** Replaces `from` by `to` in a file, as an editor does at "save". */
  edit(file, from, to) {
    const name = path.join(this.folder, file);
    const now = readFileSync(name, 'utf8');
    if (!this.#originals.has(name)) this.#originals.set(name, now);
    const original = this.#originals.get(name);
    if (!original.includes(from)) throw new Error(`${file} does not contain ${from}; adapt benchmarks/dev/edits.mjs`);
    writeFileSync(name, original.replace(from, to));
  }

  /** Takes all edits back. */
  restore() {
    for (const [name, text] of this.#originals) writeFileSync(name, text);
    this.#originals.clear();
  }
}
