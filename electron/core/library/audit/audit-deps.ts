// Dependencies of the parts of the file audit.
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock, Log } from '../../ports.ts';
import type { SettingsStore } from '../../settings-store.ts';
import type { FolderIdentity } from '../folder-identity.ts';
import type { StoredFiles } from '../stored-files.ts';

/** Dependencies of the audit. */
export interface FileAuditDeps {
  readonly tables: Tables;
  readonly files: Pick<StoredFiles, 'inspect' | 'verify'>;
  readonly folderIdentity: Pick<FolderIdentity, 'isAvailable'>;
  readonly settings: Pick<SettingsStore, 'auditReport' | 'saveAuditReport'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Publishes the status for the window. */
  statusChanged(): void;
}
