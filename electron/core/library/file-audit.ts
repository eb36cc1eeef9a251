// Audits all stored files. Small batches are inspected after a start, when the window gets the focus, and once a day. At the user's
// request every byte of every file is read.
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { FileAuditDeps } from './audit/audit-deps.ts';
import { createAuditRounds } from './audit/audit-rounds.ts';
import { createVerification } from './audit/verification.ts';

/** Finds stored files that are missing or changed. `StoredFiles` records the changes. */
export interface FileAudit {
  /** Schedules the first round, some time after the start. Called once. */
  begin(): void;
  /** Called when the window gets the focus. Begins a round, unless the last one is too recent. */
  windowFocused(): void;
  /** Verifies every stored file in the background. Does nothing if a verification is already running. */
  verifyAll(): void;
  /** Ends the verification. Its report is marked as incomplete. */
  stopVerifying(): void;
  /** The progress of the running verification (null if there is none), and the report of the last one. */
  status(): Pick<StudioStatus['library'], 'verifying' | 'lastAudit'>;
  /** Aborts the round and the verification and waits for their end. Called before the database closes; nothing starts afterwards. */
  stop(): Promise<void>;
}

/** Called once by `core/compose/`. */
export function createFileAudit(deps: FileAuditDeps): FileAudit {
  const stopController = new AbortController();
  const rounds = createAuditRounds(deps, stopController.signal);
  const verification = createVerification(deps, stopController.signal);
  return {
    begin: rounds.begin,
    windowFocused: rounds.windowFocused,
    verifyAll: verification.start,
    stopVerifying: verification.cancel,
    status: () => ({ verifying: verification.progress(), lastAudit: deps.settings.auditReport() }),
    async stop() {
      stopController.abort();
      await Promise.all([rounds.stop(), verification.stop()]);
    },
  };
}
