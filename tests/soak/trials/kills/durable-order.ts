// Checks the order in which a video and a submission become durable, in the system calls of a real studio. With a wrong order a power cut
// would lose data, even if a kill does not.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { warmCore } from '../../support/core-process.ts';
import type { Condition } from '../../trial.ts';
import { exactly, seededRandom } from '../../trial.ts';
import { createWorld, speed, timeDivisor } from './kill-world.ts';
import { createSimulatedUser } from './simulated-user.ts';

const tracedCalls =
  'fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,pwrite64,pwritev,pwritev2,write,writev,sendto,sendmsg,truncate,ftruncate,copy_file_range,sendfile,openat';

/** One system call, with the lines of the trace at which the call began and returned. */
interface Call {
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly ended: number;
}

/** Reads the successful calls of `strace -f -y`. A call that another thread interrupts is printed in two parts. */
function readTrace(trace: string): readonly Call[] {
  const calls: Call[] = [];
  const open = new Map<string, { text: string; start: number }>();
  trace.split('\n').forEach((line, at) => {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(rest);
    if (unfinished !== null) {
      open.set(thread, { text: unfinished[1] ?? '', start: at });
      return;
    }
    const first = resumed === null ? null : open.get(thread);
    if (resumed !== null) open.delete(thread);
    const text = first === null || first === undefined ? rest : first.text + (resumed?.[1] ?? '');
    const name = /^(\w+)\(/.exec(text)?.[1];
    if (name !== undefined && / = \d+(<|$|\s)/.test(text)) calls.push({ name, text, start: first?.start ?? at, ended: at });
  });
  return calls;
}

const isSync = ({ name }: Call): boolean => name === 'fsync' || name === 'fdatasync';
const isWrite = ({ name }: Call): boolean => name.includes('write');
const isCopy = (name: string): boolean => /write|copy_file_range|sendfile|truncate/.test(name);
const isNaming = ({ name }: Call): boolean => name.startsWith('rename') || name.startsWith('link');

type Step = readonly [what: string, call: Call | undefined];

/** A condition that holds if the trace contains every step, and each step returned before the next step began. */
function orderCondition(what: string, steps: readonly Step[], say: (line: string) => void): Condition {
  for (const [name, call] of steps)
    say(`  ${name.padEnd(22)} ${call === undefined ? '(not seen)' : `${call.start + 1}: ${call.text.slice(0, 150)}`}`);
  const missing = steps.filter(([, call]) => call === undefined).map(([name]) => `no "${name}"`);
  const misplaced = steps.flatMap(([name, call], index) => {
    const before = steps[index - 1];
    return call !== undefined && before?.[1] !== undefined && before[1].ended >= call.start
      ? [`"${name}" before "${before[0]}" had ended`]
      : [];
  });
  const found = [...missing, ...misplaced];
  return {
    name: what,
    measured: found.length === 0 ? 'in order' : found.join(', '),
    limit: steps.map(([name]) => name).join(' → '),
    holds: found.length === 0,
  };
}

const last = (calls: readonly Call[], matches: (call: Call) => boolean, before: Call | undefined): Call | undefined =>
  before === undefined ? undefined : calls.findLast((call) => call.ended < before.start && matches(call));

/** Checks one submission and one stored video in the trace. They are the third and the last of `entries` journal entries. */
export function ordersIn(trace: string, entries: number, say: (line: string) => void): readonly Condition[] {
  const calls = readTrace(trace);
  const inLog = (call: Call): boolean => call.text.includes('studio.sqlite-wal>');
  // The studio under test reports every commit as soon as the driver returns.
  const reportOf = (count: number): Call | undefined =>
    calls.find(({ name, text }) => name === 'write' && text.includes(`written\\",\\"entries\\":${count}}`));
  const commitBefore = (call: Call | undefined) => {
    const synced = last(calls, (one) => isSync(one) && inLog(one), call);
    return { synced, written: last(calls, (one) => isWrite(one) && inLog(one), synced) };
  };

  const sentReport = reportOf(3);
  const sent = commitBefore(sentReport);
  const post = calls.find(({ text }) => text.includes('POST /v1/videos/generations'));
  say('the submission:');
  const submission = orderCondition(
    'order: row, key and journal are on disk before the request leaves',
    [
      ['row written', sent.written],
      ['log synced', sent.synced],
      ['commit reported', sentReport],
      ['request leaves', post],
    ],
    say,
  );

  const storedReport = reportOf(entries);
  const stored = commitBefore(storedReport);
  const naming = calls.find((call) => isNaming(call) && /\.part", .*\.mp4"/.test(call.text));
  const ofPart = (call: Call): boolean => /\.part>/.test(call.text);
  say('the video:');
  const video = orderCondition(
    'order: write, fsync, name, fsync of the folder, commit',
    [
      ['part written', calls.findLast((call) => isWrite(call) && ofPart(call))],
      ['part synced', last(calls, (call) => isSync(call) && ofPart(call), naming)],
      ['name given', naming],
      ['folder synced', naming && calls.find((call) => call.start > naming.ended && isSync(call) && /\/videos>/.test(call.text))],
      ['row written', stored.written],
      ['log synced', stored.synced],
      ['commit reported', storedReport],
    ],
    say,
  );
  // A file with its final name is complete: nothing writes to it or opens it for writing.
  const intoNamed = calls.filter(({ name, text }) => /\.mp4[>"]/.test(text) && (isCopy(name) || /\bO_(WRONLY|RDWR|CREAT)\b/.test(text)));
  for (const { text } of intoNamed) say(`  ✗ ${text.slice(0, 150)}`);
  return [submission, video, exactly('order: writes into files that have their name', intoNamed.length, 0)];
}

export async function durableOrder(options: {
  readonly directory: string;
  readonly script: string;
  say(line: string): void;
}): Promise<readonly Condition[]> {
  const { script, say } = options;
  const what = 'order: seen by strace';
  if (spawnSync('strace', ['-V']).error !== undefined)
    return [{ name: what, measured: 'strace is not installed', limit: 'is installed', holds: false }];
  const directory = join(options.directory, 'order');
  mkdirSync(directory);
  const world = await createWorld({ directory, lacksIdempotencyKeys: false, progressMs: 2_000, clipBytes: 400_000, bytesPerSecond: null });
  const user = createSimulatedUser({
    ...world,
    cutNextSubmission: world.cuts.arm,
    run: 'order',
    random: seededRandom(1),
    maxLiveTasks: 0,
    cutProbability: 0,
  });
  user.planSubmission();
  const file = join(directory, 'trace');
  try {
    const core = warmCore(script, ['strace', '-f', '-y', '--seccomp-bpf', '-s', '80', '-e', `trace=${tracedCalls}`, '-o', file]);
    core.begin({
      directory: world.directory,
      service: world.service,
      speed,
      startedAtMs: world.startedAtMs,
      timeDivisor,
      death: null,
    });
    const untilMs = performance.now() + 60_000;
    while ((await core.opened) && core.isAlive() && !user.isIdle() && performance.now() < untilMs) await user.act(core);
    const entries = core.entries();
    core.closeInput();
    await core.exited;
    if (!user.isIdle())
      return [{ name: what, measured: `the video was not stored: ${core.problems.join('; ')}`, limit: 'stored', holds: false }];
    return ordersIn(readFileSync(file, 'utf8'), entries, say);
  } finally {
    await world.stop();
  }
}
