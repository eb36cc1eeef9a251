// Audits all stored files in the background, in rounds. A round inspects the files in batches, and pauses after each batch so that other
// work continues.
import { createFailureReporter } from '../../failure-reporter.ts';
import { sleep } from '../../scheduling/sleep.ts';
import type { FileAuditDeps } from './audit-deps.ts';
import { auditAfterStartMs, auditEveryMs, nextRoundNotBeforeMs } from './audit-schedule.ts';

const filesPerBatch = 32;
const pauseBetweenBatchesMs = 100;

type RoundDeps = Pick<FileAuditDeps, 'tables' | 'files' | 'folderIdentity' | 'clock' | 'log'>;

/** See the members of `FileAudit`. `stop` waits for the end of an aborted round. */
interface AuditRounds {
  begin(): void;
  windowFocused(): void;
  stop(): Promise<void>;
}

/** The ids of folders that are unavailable now. Files on an unplugged drive do not count as missing. */
async function unavailableFolders({ tables, folderIdentity }: RoundDeps): Promise<ReadonlySet<number>> {
  const unavailableIds = new Set<number>();
  for (const { id, path } of tables.results.folders()) if (!(await folderIdentity.isAvailable(path))) unavailableIds.add(id);
  return unavailableIds;
}

/** Inspects every stored file in the available folders, and verifies the suspicious ones. */
async function inspectAll(deps: RoundDeps, signal: AbortSignal): Promise<void> {
  const { tables, files, clock } = deps;
  const unavailableIds = await unavailableFolders(deps);
  for (let afterId = 0; !signal.aborted; ) {
    const ids = tables.results.filesAfter(afterId, filesPerBatch);
    afterId = ids.at(-1) ?? 0;
    if (ids.length === 0) return;
    // Skips rows that do not parse, and files in unavailable folders.
    const availableIds = ids.filter((id) => {
      const row = tables.ifReadable(() => tables.results.get(id));
      return row !== null && !unavailableIds.has(row?.folderId ?? -1);
    });
    const inspections = await Promise.all(availableIds.map(async (id) => ({ id, ...(await files.inspect(id)) })));
    for (const { id, isSuspect: suspect } of inspections) if (suspect) await files.verify(id, signal);
    if (ids.length === filesPerBatch) await sleep(clock, pauseBetweenBatchesMs, signal);
  }
}

/** Called once by the file audit. `signal` aborts when the studio stops. */
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
    round = inspectAll(deps, signal)
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
