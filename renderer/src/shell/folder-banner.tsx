// The banner for a library folder that cannot store videos (disk full, missing, not writable). It is shown once for all downloads that wait
// for the folder, with the next step. The settings show the problem themselves.

import { FolderX } from 'lucide-react';
import { call } from '../api.ts';
import { CallButton } from '../components/errors/call-button.tsx';
import { nameInError } from '../components/errors/name-in-error.ts';
import { NamedText } from '../components/named-text.tsx';
import { messages } from '../messages.ts';
import { selectStatus, useStudio } from '../store/studio-store.ts';

/** Shows nothing while the folder works, on the settings stage, and on the first screen. */
export function FolderBanner() {
  const error = useStudio((s) => selectStatus(s)?.library.error ?? null);
  const isOnSettings = useStudio((s) => s.stage.kind === 'settings');
  const isFirstRun = useStudio((s) => selectStatus(s)?.activeProfileId === null);
  if (error === null || isOnSettings || isFirstRun) return null;
  const { title, detail, action } = messages.errorText(error);
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-warn-soft px-4 py-2 select-text">
      <FolderX size={16} className="shrink-0 text-warn" aria-hidden />
      <span className="min-w-0 flex-1 break-words">
        <span className="font-semibold">
          <NamedText text={title} name={nameInError(error)} />
        </span>
        {messages.format.sentenceGap}
        <NamedText text={detail} name={nameInError(error)} />
      </span>
      {action?.step === 'choose-folder' && <CallButton label={action.label} makeCall={() => call('library.chooseFolder', {})} />}
    </div>
  );
}
