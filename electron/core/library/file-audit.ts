// Audits all stored files: in small slices after a start, when the window gets the focus and once a day; or, at the user's request, by reading every
// byte.
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { FileAuditDeps } from './audit/audit-deps.ts';
import { createAuditRounds } from './audit/audit-rounds.ts';
import { createVerification } from './audit/verification.ts';

/** Finds stored files that are missing or changed. `StoredFiles` decides what follows. */
export interface FileAudit {
  /** Schedules the first round, some time after the start. Called once. */
  begin(): void;
  /** The window got the focus: begins a round, unless the last one is too recent. */
  windowFocused(): void;
  /** Verifies every stored file in the background. Does nothing while that is running. */
  verifyAll(): void;
  /** Ends the verification; its report is marked as incomplete. */
  stopVerifying(): void;
  /** The progress of the verification, null while none is running, and the report of the last one. */
  status(): Pick<StudioStatus['library'], 'verifying' | 'lastAudit'>;
  /** Aborts both and waits for their end. Called before the database closes; nothing starts afterwards. */
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
