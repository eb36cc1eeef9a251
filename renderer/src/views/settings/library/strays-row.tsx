// The number and the place of unfinished downloads in the library folder that this database does not know.
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { messages } from '../../../messages.ts';
import { SettingsRow } from '../settings-box.tsx';
import { folderPath } from './folder-text.ts';

/** Shows nothing while there are none. */
export function StraysRow({ strays }: { readonly strays: StudioStatus['library']['strays'] }) {
  const { run, refusal } = useCall();
  if (strays === null) return null;
  return (
    <SettingsRow
      title={messages.folder.strays(strays.count, strays.bytes)}
      detail={messages.folder.straysDetail(folderPath(strays.folder))}
      controls={
        <Button size="small" onClick={() => run(() => call('library.openStrays', {}))}>
          {messages.folder.straysShow}
        </Button>
      }
    >
      <RefusalBox error={refusal} />
    </SettingsRow>
  );
}
