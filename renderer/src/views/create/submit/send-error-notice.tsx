// The reason why the last press of Generate was refused, with the step that solves it.
import type { AppError } from '../../../../../shared/errors.ts';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { selectStatus, showStage, useStudio } from '../../../store/studio-store.ts';
import { fixFirst } from '../fixing/start-fix.ts';
import { focusField } from '../focus-field.ts';

/** Shows the error of a submission. Its step leads to the settings, to the pictures, or to the field that is wrong. */
export function SendErrorNotice({ error }: { readonly error: AppError }) {
  const activeId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  return (
    <ErrorNotice
      error={error}
      steps={{
        'replace-key': () => showStage(activeId === null ? { kind: 'settings' } : { kind: 'settings', keyOf: activeId }),
        'choose-profile': () => showStage({ kind: 'settings' }),
        'change-images': () => focusField('references'),
        'fix-image': () => void (fixFirst() || focusField('references')),
        'edit-request': () => focusField(error.kind === 'request-blocked' ? (error.issues[0]?.field ?? 'prompt') : 'prompt'),
      }}
    />
  );
}
