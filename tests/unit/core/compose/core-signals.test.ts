// Signals connect parts built early to parts built late: each reaches its target, and composing connects all of them.

import { expect, test } from 'vitest';
import { composeCore } from '../../../../electron/core/compose/compose-core.ts';
import { type CoreSignals, createCoreSignals, type SignalTargets } from '../../../../electron/core/compose/core-signals.ts';
import { createInvalidRows } from '../../../../electron/core/recovery/invalid-rows.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createTables } from '../../../../electron/db/tables/tables.ts';
import { createWorld } from '../../../support/studio-bench.ts';
import { studioConfig } from '../../../support/studio-config.ts';

/** Every signal by name, without `connect`; a signal that is added later is included. */
function signalsOf({ connect: _, listener, ...others }: CoreSignals): readonly (readonly [string, () => unknown])[] {
  const all: [string, (...args: number[]) => unknown][] = [...Object.entries(others), ...Object.entries(listener)];
  return all.map(([name, send]) => [name, () => send(1, 2)]);
}

/** Targets that record which signal called them. */
function createTargets(): { readonly targets: SignalTargets; readonly calls: string[] } {
  const calls: string[] = [];
  const recordCall = (name: string) => () => {
    calls.push(name);
    return null;
  };
  const part = (name: string) => new Proxy({}, { get: (_, member) => recordCall(`${name}.${String(member)}`) });
  const library = { folderHealth: part('folderHealth'), move: part('move') };
  return { targets: { publisher: part('publisher'), queue: part('queue'), library } as SignalTargets, calls };
}

test('a signal that is sent before the core is connected throws', () => {
  const signals = signalsOf(createCoreSignals());
  expect(signals.length).toBeGreaterThanOrEqual(9);
  for (const [name, send] of signals) expect(send, name).toThrow('a signal was sent before the core was connected');
});

test('each signal calls its own target once the core is connected', () => {
  const signals = createCoreSignals();
  const { targets, calls } = createTargets();
  signals.connect(targets);
  const calledTargets = Object.fromEntries(
    signalsOf(signals).map(([name, send]) => {
      send();
      return [name, calls.splice(0)];
    }),
  );
  expect(calledTargets).toEqual({
    statusChanged: ['publisher.statusChanged'],
    wakeAll: ['queue.wake', 'move.wake'],
    wakePosters: ['queue.wakePosters'],
    startDownloading: ['queue.startDownloading'],
    downloadBlocker: ['folderHealth.blockingError'],
    taskChanged: ['publisher.taskChanged'],
    libraryAdded: ['publisher.libraryAdded'],
    libraryChanged: ['publisher.libraryChanged'],
    libraryRemoved: ['publisher.libraryRemoved'],
  });
});

test('composing connects all signals before anything runs', async () => {
  const world = createWorld();
  const opened = openDatabase({ path: ':memory:', nowMs: world.clock.now(), onSlowStatement: () => {} });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { database } = opened.value;
  const signals = createCoreSignals();
  const core = composeCore(
    {
      ports: world,
      config: studioConfig(),
      database,
      tables: createTables(database),
      movedAsidePath: null,
      invalidRows: createInvalidRows(world.log),
      wasLeftOpen: false,
      restoreFailed: null,
      switchToPrepared: () => {},
    },
    signals,
  );
  for (const [name, send] of signalsOf(signals)) expect(send, name).not.toThrow();
  await core.stop(0);
  expect(world.log.incidents).toEqual([]);
});
