// Kills the real, built studio together with its built-in service, whose ledger is on disk.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { greyPng } from '../../../e2e/support/plain-pictures.ts';
import { createHome, type Home } from '../../../e2e/support/studio-app.ts';
import { waitFor } from '../../../support/real-studio.ts';
import { type ElectronProcess, startElectron } from '../../support/electron-process.ts';
import { fromCopy } from '../../support/state-on-disk.ts';
import { type Condition, exactly, type Findings, seededRandom } from '../../trial.ts';
import { type AuditSources, auditDeath, auditEnd, noViolations } from './kill-audit.ts';
import { createSimulatedUser } from './simulated-user.ts';

interface Clip {
  readonly prompt: string;
  readonly sha256: string;
}

/** Reads the built-in service's ledger from disk. Call it only while nothing runs. */
function auditSourcesOf(home: Home): AuditSources {
  const ledger = join(home.userData, 'simulator', 'simulator.db');
  const clips = (): readonly Clip[] =>
    fromCopy(ledger, (database) =>
      database
        .prepare<[], Clip>("SELECT json_extract(body, '$.prompt') AS prompt, sha256 FROM clips JOIN tasks ON tasks.id = task_id")
        .all(),
    ) ?? [];
  return {
    databasePath: join(home.userData, 'studio.sqlite'),
    videos: join(home.videos, 'Evolink Studio'),
    lacksIdempotencyKeys: false,
    acceptedTasks: () =>
      fromCopy(ledger, (database) =>
        database
          .prepare<[], { taskId: string; prompt: string; idempotencyKey: string | null }>(
            "SELECT id AS taskId, json_extract(body, '$.prompt') AS prompt, idempotency_key AS idempotencyKey FROM tasks",
          )
          .all(),
      ) ?? [],
    clipHashes: (prompt) =>
      new Set(
        clips()
          .filter((clip) => clip.prompt === prompt)
          .map(({ sha256 }) => sha256),
      ),
    isClipHash: (sha256) => clips().some((clip) => clip.sha256 === sha256),
  };
}

/** The journal events of the task with this prompt, read by another process while the studio writes them. */
function journalEventsOf(database: BetterSqlite.Database, prompt: string): readonly string[] {
  const events = database.prepare<[string], string>(
    "SELECT event FROM task_journal JOIN task ON task.id = taskId WHERE json_extract(request, '$.prompt') = ? ORDER BY task_journal.id",
  );
  return events.pluck().all(prompt);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The journal entries from Generate to stored: created, generate-pressed, submit-started, accepted, (progressed,) completed, found, download-started, stored. */
const maxEntries = 9;

export interface ElectronDeaths {
  readonly seed: number;
  readonly randomDeaths: number;
  /** The entries at which to kill; by default every entry of a task. */
  readonly entries?: readonly number[];
  say(line: string): void;
}

export async function electronDeaths({ seed, randomDeaths, entries, say }: ElectronDeaths): Promise<Findings> {
  const random = seededRandom(seed * 15_485_863);
  const home = createHome();
  const sources = auditSourcesOf(home);
  const violations = noViolations();
  const picturePath = join(home.folder, 'frame.png');
  writeFileSync(picturePath, greyPng(9));
  const user = createSimulatedUser({
    run: 'electron',
    lacksIdempotencyKeys: false,
    picturePath,
    cutNextSubmission: () => undefined,
    random,
    maxLiveTasks: 0,
    cutProbability: 0,
  });
  const killed = { atRandom: 0, atStart: 0, atEntry: 0 };
  const events = new Set<string>();
  let recovered = false;

  const audit = (what: string): void => {
    const before = Object.values(violations).flat().length;
    user.afterRestart(auditDeath(sources, user.submissions, violations));
    const after = Object.values(violations).flat();
    for (const problem of after.slice(before)) say(`✗ ${what}: ${problem}`);
  };

  /** Lets the simulated user act until the process has exited. */
  async function actUntilExit(studio: ElectronProcess): Promise<void> {
    if (!(await studio.ready)) return;
    while (studio.isAlive()) {
      await user.act(studio);
      await pause(30);
    }
  }

  async function dieAtEntry(entry: number): Promise<void> {
    const { prompts } = user.planSubmission();
    const studio = startElectron(home);
    await studio.ready;
    await studio.call('studio.snapshot', {}); // waits for the database, which may be ready later than the window
    const userActions = actUntilExit(studio);
    const outside = new BetterSqlite(sources.databasePath, { readonly: true });
    const prompt = prompts[0] ?? '';
    const wasReached = await waitFor(() => journalEventsOf(outside, prompt).length >= entry, 90_000, 1);
    await studio.kill();
    const event = journalEventsOf(outside, prompt).at(-1) ?? 'nothing';
    outside.close();
    await userActions;
    events.add(event);
    if (wasReached) killed.atEntry += 1;
    say(`electron: killed at entry ${entry} (${event})${wasReached ? '' : ', which was not reached'}`);
    audit(`entry ${entry}`);
  }

  async function dieAtRandom(number: number): Promise<void> {
    if (random() < 0.6) user.planSubmission();
    const studio = startElectron(home);
    const userActions = actUntilExit(studio);
    let isReady = false;
    void studio.ready.then((ready) => {
      isReady = ready;
    });
    // About a third of the kills happen during the start, the others while the user works.
    const isEarly = random() < 0.3;
    if (!isEarly) await studio.ready;
    await pause(isEarly ? 50 + random() * 1_500 : random() ** 2 * 9_000);
    if (!isReady) killed.atStart += 1;
    await studio.kill();
    await userActions;
    killed.atRandom += 1;
    audit(`random moment ${number}`);
  }

  try {
    for (const entry of entries ?? Array.from({ length: maxEntries }, (_, index) => index + 1)) await dieAtEntry(entry);
    for (let number = 1; number <= randomDeaths; number += 1) await dieAtRandom(number);
    const studio = startElectron(home);
    await studio.ready;
    recovered = await waitFor(
      async () => {
        await user.act(studio);
        return user.isIdle();
      },
      120_000,
      200,
    );
    await studio.kill();
    const finalState = auditEnd(sources, user.submissions, violations);
    for (const problem of new Set([...Object.values(violations).flat(), ...user.unexpectedErrors])) say(`✗ electron: ${problem}`);
    const entryHolding: Condition = {
      name: 'Electron: kills at journal entries',
      measured: `${killed.atEntry} (${[...events].join(', ')})`,
      limit: `= ${entries?.length ?? maxEntries}`,
      holds: killed.atEntry === (entries?.length ?? maxEntries),
    };
    return {
      conditions: [
        exactly('Electron: tasks lost', violations.lost.length, 0),
        exactly("Electron: requests accepted beyond the user's intents", violations.paidTwice.length, 0),
        exactly('Electron: visible files that are corrupt, incomplete or unclaimed', violations.badFiles.length, 0),
        exactly('Electron: databases or histories that disagree', violations.ledgerErrors.length, 0),
        exactly('Electron: recovered automatically', recovered ? 1 : 0, 1),
        exactly('Electron: unexpected refusals', user.unexpectedErrors.length, 0),
        exactly('Electron: kills at random moments', killed.atRandom, randomDeaths),
        entryHolding,
      ],
      figures: {
        electronKilledAtRandom: killed.atRandom,
        electronKilledAtStart: killed.atStart,
        electronKilledAtEntry: killed.atEntry,
        electronTasks: finalState.tasks.length,
        electronAccepted: sources.acceptedTasks().length,
        electronStored: finalState.results.filter(({ state }) => state === 'stored').length,
        ...Object.fromEntries(Object.entries(user.decisions).map(([name, count]) => [`electron doubts: ${name}`, count])),
      },
    };
  } finally {
    home.remove();
  }
}
