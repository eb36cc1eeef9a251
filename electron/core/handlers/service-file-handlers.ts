// Handlers of the calls about the files of a profile on EvoLink's file host.
import type { ServiceFiles } from '../service/service-files.ts';
import type { HandlersOf } from './handler-types.ts';

/** Creates the handlers. Called once by `core/compose/`. */
export function fileHandlers(files: ServiceFiles): HandlersOf<'files'> {
  return {
    'files.list': ({ profileId, page }) => files.list(profileId, page),
    'files.quota': ({ profileId }) => files.quota(profileId),
    'files.delete': ({ profileId, fileId }) => files.remove(profileId, fileId),
    'files.upload': ({ profileId }) => files.upload(profileId),
    'files.cancelUpload': ({ profileId }) => files.cancelUpload(profileId),
  };
}
