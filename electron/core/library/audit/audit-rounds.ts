// Audits all stored files in the background, in rounds. A round inspects a few dozen files at a time, with a pause after each slice, so that other
// work continues.
import { createFailureReporter } from '../../failure-reporter.ts';
import { sleep } from '../../scheduling/sleep.ts';
import type { FileAuditDeps } from './audit-deps.ts';
import { auditAfterStartMs, auditEveryMs, nextRoundNotBeforeMs } from './audit-schedule.ts';

const sliceFiles = 32;
const betweenSlicesMs = 100;

type RoundDeps = Pick<FileAuditDeps, 'tables' | 'files' | 'folderIdentity' | 'clock' | 'log'>;

/** See the members of `FileAudit`. `stop` waits for a round that the signal has aborted. */
interface AuditRounds {
  begin(): void;
  windowFocused(): void;
  stop(): Promise<void>;
}

/** Ids of folders that are unavailable now: files on an unplugged drive are not missing. */
async function unavailableFolders({ tables, folderIdentity }: RoundDeps): Promise<ReadonlySet<number>> {
  const absent = new Set<number>();
  for (const { id, path } of tables.results.folders()) if (!(await folderIdentity.isAvailable(path))) absent.add(id);
  return absent;
}

/** Inspects every stored file of the available folders, and verifies the suspicious ones. */
async function walk(deps: RoundDeps, signal: AbortSignal): Promise<void> {
  const { tables, files, clock } = deps;
  const absent = await unavailableFolders(deps);
  for (let afterId = 0; !signal.aborted; ) {
    const ids = tables.results.filesAfter(afterId, sliceFiles);
    afterId = ids.at(-1) ?? 0;
    if (ids.length === 0) return;
    // Leaves out rows that do not parse, and files in unavailable folders.
    const availableIds = ids.filter((id) => {
      const row = tables.ifReadable(() => tables.results.get(id));
      return row !== null && !absent.has(row?.folderId ?? -1);
    });
    const inspections = await Promise.all(availableIds.map(async (id) => ({ id, ...(await files.inspect(id)) })));
    for (const { id, suspect } of inspections) if (suspect) await files.verify(id, signal);
    if (ids.length === sliceFiles) await sleep(clock, betweenSlicesMs, signal);
  }
}

/** Built once by the file audit. `signal` aborts when the studio stops. */
export function createAuditRounds(deps: RoundDeps, signal: AbortSignal): AuditRounds {
  const { clock } = deps;
  const failures = createFailureReporter(deps);
  let round: Promise<void> | null = null;
  let notBeforeMs = 0;
  let cancelTimer: () => void = () => {};

  function start(): void {
    if (round !== null || signal.aborted) return;
    cancelTimer();
    const startedAtMs = clock.now();
    round = walk(deps, signal)
      .catch((error: unknown) => failures.report(error, 'auditing the stored files'))
      .then(() => {
        round = null;
        notBeforeMs = nextRoundNotBeforeMs(startedAtMs, clock.now());
        if (!signal.aborted) cancelTimer = clock.setTimer(auditEveryMs, start);
      });
  }

  return {
    begin() {
      if (!signal.aborted) cancelTimer = clock.setTimer(auditAfterStartMs, start);
    },
    windowFocused() {
      if (clock.now() >= notBeforeMs) start();
    },
    async stop() {
      cancelTimer();
      await round;
    },
  };
}
