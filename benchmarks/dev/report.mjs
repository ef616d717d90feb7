// What was measured, on the terminal.

import { cpus, loadavg } from 'node:os';

export class Report {
  #measured = new Map();

  /** Prints an edit that does not count. */
  note(edit, why) {
    line(edit, `(${why})`);
  }

  /** Prints an edit and counts it. */
  add(edit) {
    line(edit, '');
    const edits = this.#measured.get(edit.kind) ?? [];
    this.#measured.set(edit.kind, [...edits, edit]);
  }

  /** Prints the medians beside the goals. */
  print(checkout) {
    const load = loadavg()[0].toFixed(1);
    console.log(`\nCommit ${checkout.commit}; ${cpus().length} cores, load ${load}\n`);
    console.log(`${'edit'.padEnd(32)}${'median'.padStart(10)}${'goal'.padStart(10)}`);
    for (const [kind, edits] of this.#measured) {
      const goal = edits[0].goal ? seconds(edits[0].goal) : 'none';
      const middle = median(edits.map(edit => edit.shown));
      console.log(`${kind.padEnd(32)}${seconds(middle).padStart(10)}${goal.padStart(10)}`);
    }
    const styles = this.#measured.get('style edit to new style') ?? [];
    const swapped = styles.filter(edit => !edit.reloaded).length;
    console.log(`\nStyles were swapped in without a reload in ${swapped} of ${styles.length} edits.`);
  }
}

function line(edit, note) {
  const what = `${edit.kind.padEnd(32)}${seconds(edit.shown).padStart(10)}`;
  const how = edit.reloaded ? 'reloaded' : 'same document';
  console.log([what, how, edit.remark, note].filter(Boolean).join('  '));
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
