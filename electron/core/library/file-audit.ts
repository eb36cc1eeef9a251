// Goes through all stored files: in small slices after a start, when the window gets the focus and once a day; or, asked by the user, reading
// every byte.
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { FileAuditDeps } from './audit/audit-deps.ts';
import { createAuditRounds } from './audit/audit-rounds.ts';
import { createVerification } from './audit/verification.ts';

/** Finds out which stored files vanished or changed; what becomes of them is decided by `StoredFiles`. */
export interface FileAudit {
  /** Plans the first round, some time after the start. Called once. */
  begin(): void;
  /** The window got the focus: begins a round, unless the last one is too recent. */
  windowFocused(): void;
  /** Reads every stored file, in the background. Does nothing while that goes on already. */
  verifyAll(): void;
  /** Ends the reading; its report says that it is not complete. */
  stopVerifying(): void;
  /** How far the reading is, null while none goes on, and the report of the last one. */
  status(): Pick<StudioStatus['library'], 'verifying' | 'lastAudit'>;
  /** Aborts both and waits for their end. Called before the database closes; nothing starts afterwards. */
  stop(): Promise<void>;
}

/** Built once by the composition. */
export function createFileAudit(deps: FileAuditDeps): FileAudit {
  const ending = new AbortController();
  const rounds = createAuditRounds(deps, ending.signal);
  const verification = createVerification(deps, ending.signal);
  return {
    begin: rounds.begin,
    windowFocused: rounds.windowFocused,
    verifyAll: verification.start,
    stopVerifying: verification.cancel,
    status: () => ({ verifying: verification.progress(), lastAudit: deps.settings.auditReport() }),
    async stop() {
      ending.abort();
      await Promise.all([rounds.stop(), verification.stop()]);
    },
  };
}
