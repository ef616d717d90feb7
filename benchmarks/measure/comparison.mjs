// Compares servers under load: in turns, within one run, by the medians of the rounds.
//
// A case is one thing that is asked for: `{ name, sides, measured, against, goal, latest }`. Each
// side is `{ name, url, headers, check }`; `measured` and `against` name two of them. `goal` is the
// least ratio of their requests per second, `latest` the largest of their p99.

import { load, median, row } from './measurement.mjs';
import { wrk } from './wrk.mjs';

const WIDTHS = [30, 8, 14, 13, 10, 8];

/** Loads every side of every case and prints each run. The runs, by case and side. */
export async function compare(cases, { rounds, seconds, warmUp }) {
  console.log(`${rounds} round(s) of ${seconds} s for each, 32 connections, kept alive.\n`);
  console.log(row(['case', 'round', 'server', 'requests/s', 'p99', 'load'], WIDTHS));
  for (const { sides } of cases) {
    for (const side of sides) await loaded(side, warmUp);
  }
  const results = cases.map(one => ({ ...one, runs: Object.fromEntries(one.sides.map(side => [side.name, []])) }));
  for (let round = 0; round < rounds; round++) {
    for (const { name, sides, runs } of results) {
      // Whoever comes later finds a warmer machine; they take turns.
      const first = round % sides.length;
      for (const side of [...sides.slice(first), ...sides.slice(0, first)]) {
        const run = await loaded(side, seconds);
        runs[side.name].push(run);
        console.log(row([name, round + 1, side.name, rate(run.rate), milliseconds(run.p99), load()], WIDTHS));
      }
    }
  }
  return results.map(summed);
}

/** Prints how the measured side stands to each other one, beside the goals. */
export function conclude(results) {
  const widths = [22, 14, 22, 9, 18, 7, 8];
  console.log(`\n${row(['median', 'requests/s', 'against', 'ratio', 'of the rounds', 'goal', ''], widths)}`);
  for (const { name, measured, against, medians, ratios, goal } of results) {
    for (const [other, of] of Object.entries(ratios)) {
      const ratio = median(of);
      const range = `${fixed(Math.min(...of))} to ${fixed(Math.max(...of))}`;
      const cells = [rate(medians[measured].rate), `${rate(medians[other].rate)} ${other}`, fixed(ratio), range];
      const counts = other === against && goal !== undefined;
      console.log(row([name, ...cells, ...(counts ? [goal, ratio >= goal ? 'met' : 'missed'] : [])], widths));
    }
  }
  const late = results.filter(({ latest }) => latest !== undefined);
  if (late.length === 0) return;
  console.log(`\n${row(['median', 'p99', 'against', 'times', '', 'goal', ''], widths)}`);
  for (const { name, measured, against, medians, times, latest } of late) {
    const cells = [milliseconds(medians[measured].p99), `${milliseconds(medians[against].p99)} ${against}`, fixed(times), ''];
    console.log(row([name, ...cells, latest, times <= latest ? 'met' : 'missed'], widths));
  }
}

/** Whether no difference at all lies among the ratios that were measured. */
export function sayWhetherWithin({ ratios, against }) {
  const within = Math.min(...ratios[against]) <= 1 && Math.max(...ratios[against]) >= 1;
  console.log(`\nNo difference lies ${within ? 'within' : 'outside'} the spread of the pairs; the goal is within.`);
  return within;
}

/** One run, which counts only if every answer was of the kind that is measured. */
async function loaded({ url, headers, check }, seconds) {
  const checked = await check?.(seconds);
  const run = await wrk(url, { seconds, headers });
  await checked?.(run);
  return run;
}

/** Medians of the sides, and the ratios of each round: its runs are neighbours. */
function summed({ name, sides, measured, against, goal, latest, runs }) {
  const medians = {};
  const ratios = {};
  for (const side of sides) {
    const of = figure => median(runs[side.name].map(run => run[figure]));
    medians[side.name] = { rate: of('rate'), p99: of('p99') };
    if (side.name !== measured) ratios[side.name] = runs[measured].map((run, round) => run.rate / runs[side.name][round].rate);
  }
  const times = medians[measured].p99 / medians[against].p99;
  return { name, measured, against, goal, latest, ratios, times, medians, runs };
}

function rate(value) {
  return Math.round(value).toLocaleString('en');
}

function milliseconds(value) {
  return `${value.toFixed(2)} ms`;
}

function fixed(ratio) {
  return ratio.toFixed(3);
}
