// Starts a studio on fakes for each test of a file, or on request in a test, and stops it after the test.
import { afterEach, beforeEach, expect, onTestFinished } from 'vitest';
import { type Bench, createWorld, startBench, type World } from './studio-bench.ts';

/** The bench of the running test. All tests of a file share this object: reading a property reads it from the running test's bench. */
export interface BenchPerTest extends Bench {
  /** The profile that was connected last; one is connected before the test starts. */
  readonly profileId: number;
  /** Stops the studio and opens it again, by default over the same world and database file. Connects no profile. */
  restart(options?: { readonly world?: World; readonly databasePath?: string }): Promise<void>;
}

/**
 * Gives each test of the file a studio on fakes with a connected profile. `databasePath` returns the path of its database; by default the
 * database is in memory. The studio is stopped after the file's own `afterEach` hooks. The test fails if the studio has logged an incident.
 * Call this function once, at the top of the file, before the file's own hooks.
 */
export function benchPerTest(databasePath = () => ':memory:'): BenchPerTest {
  let benchOptions: { world: World; databasePath: string };
  let bench: Bench;
  let profileId: number;
  beforeEach(async () => {
    benchOptions = { world: createWorld(), databasePath: databasePath() };
    bench = startBench(benchOptions);
    await ownMembers.connect();
  });
  afterEach(() => endBench(bench));
  const ownMembers = {
    get profileId() {
      return profileId;
    },
    async connect() {
      profileId = await bench.connect();
      return profileId;
    },
    async restart(options: { readonly world?: World; readonly databasePath?: string } = {}) {
      await bench.studio.stop({ withinMs: 0 });
      benchOptions = { ...benchOptions, ...options };
      bench = startBench(benchOptions);
    },
  };
  return new Proxy(ownMembers as BenchPerTest, { get: (_, name) => Reflect.get(name in ownMembers ? ownMembers : bench, name) });
}

/** Starts a studio on fakes in a test, and stops it after the test. The test fails if the studio has logged an incident. */
export function startBenchInTest(...options: Parameters<typeof startBench>): Bench {
  const bench = startBench(...options);
  onTestFinished(() => endBench(bench));
  return bench;
}

async function endBench(bench: Bench): Promise<void> {
  await bench.studio.stop({ withinMs: 0 });
  expect(bench.log.incidents).toEqual([]);
}
