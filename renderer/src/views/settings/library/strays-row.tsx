// Unfinished downloads in the library folder that this database knows nothing of: how many there are, and where they lie.
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Refused } from '../../../components/errors/refusal-box.tsx';
import { usePress } from '../../../components/errors/use-call.ts';
import { words } from '../../../messages.ts';
import { Row } from '../settings-box.tsx';
import { folderPath } from './folder-text.ts';

/** Nothing at all while there are none. */
export function StraysRow({ strays }: { readonly strays: StudioStatus['library']['strays'] }) {
  const { press, refusal } = usePress();
  if (strays === null) return null;
  return (
    <Row
      title={words.folder.strays(strays.count, strays.bytes)}
      detail={words.folder.straysDetail(folderPath(strays.folder))}
      controls={
        <Button size="small" onClick={() => press(() => call('library.openStrays', {}))}>
          {words.folder.straysShow}
        </Button>
      }
    >
      <Refused error={refusal} />
    </Row>
  );
}
