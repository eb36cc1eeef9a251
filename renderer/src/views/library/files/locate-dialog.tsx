// Asks where to search for the files of all missing videos.
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { CallInput, CallOutput } from '../../../../../shared/ipc.ts';
import type { Result } from '../../../../../shared/result.ts';
import { call } from '../../../api.ts';
import { useCall } from '../../../components/errors/use-call.ts';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { messages } from '../../../messages.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { closeFileDialog } from './file-dialog-store.ts';
import { FileFormDialog } from './file-form-dialog.tsx';

type Where = CallInput<'library.locateMissing'>['where'];
type CountResult = Result<CallOutput<'library.countMissing'>, AppError>;

/** Returns the number of missing videos; null until it is counted. */
function useMissingCount(): CountResult | null {
  const [countResult, setCountResult] = useState<CountResult | null>(null);
  useEffect(() => {
    let isCancelled = false;
    void call('library.countMissing', {}).then((counted) => isCancelled || setCountResult(counted));
    return () => {
      isCancelled = true;
    };
  }, []);
  return countResult;
}

/**
 * Main starts the search. To search in another folder, main first asks for the folder with the system's dialog. Closing that dialog leaves
 * this one open.
 */
export function LocateDialog() {
  const counted = useMissingCount();
  const count = counted?.ok === true ? counted.value.count : null;
  const [where, setWhere] = useState<Where>('library');
  const folder = useStudio((s) => selectStatus(s)?.library.folder ?? '');
  const { run, refusal, isPending } = useCall();
  const submit = (): void => run(() => call('library.locateMissing', { where }), closeFileDialog);
  const texts = messages.missingFiles;
  return (
    <FileFormDialog
      title={texts.title}
      description={count === null ? texts.counting : texts.count(count)}
      action={where === 'library' ? texts.search : texts.chooseAndSearch}
      canSubmit={count !== null && count > 0 && !isPending}
      onSubmit={submit}
      refusal={refusal ?? (counted?.ok === false ? counted.error : null)}
    >
      <SegmentedControl<Where>
        label={texts.where}
        options={[
          { value: 'library', text: texts.inLibrary },
          { value: 'chosen', text: texts.inOther },
        ]}
        value={where}
        onChange={setWhere}
      />
      <p className="mt-2 select-text break-all text-dim">{where === 'library' ? <bdi>{folder}</bdi> : texts.otherDetail}</p>
      <p className="mt-3 text-dim">{texts.how}</p>
    </FileFormDialog>
  );
}
