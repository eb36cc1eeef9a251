// A studio on fakes for a test, stopped after the test: started by hooks for each test of a file, or on request in a test.
import { afterEach, beforeEach, expect, onTestFinished } from 'vitest';
import { type Bench, createWorld, startBench, type World } from './studio-bench.ts';

/** The bench of the running test. It is one object for all tests of a file: each property is read from the bench of the test that runs. */
export interface BenchPerTest extends Bench {
  /** The profile that was connected last; one is connected before the test starts. */
  readonly profileId: number;
  /** Stops the studio and opens it again, over the same world and the same database file unless `options` name others. Connects nothing. */
  restart(options?: { readonly world?: World; readonly databasePath?: string }): Promise<void>;
}

/**
 * Gives each test of the file a studio on fakes with a connected profile. `databasePath` returns the path of its database, which is in memory by
 * default. The studio is stopped after the test, when the file's own `afterEach` hooks have run; an incident in its log fails the test. Call it once,
 * at the top of the file, before the file's own hooks.
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

/** `startBench` in a test. The studio is stopped after the test, which fails if the studio has logged an incident. */
export function startBenchInTest(...options: Parameters<typeof startBench>): Bench {
  const bench = startBench(...options);
  onTestFinished(() => endBench(bench));
  return bench;
}

async function endBench(bench: Bench): Promise<void> {
  await bench.studio.stop({ withinMs: 0 });
  expect(bench.log.incidents).toEqual([]);
}
