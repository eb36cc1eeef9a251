// Unfinished downloads in the library folder that this database knows nothing of: how many there are, and where they lie.
import { useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { StudioStatus } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { words } from '../../words.ts';
import { Row } from './box.tsx';
import { folderPath } from './folder-words.ts';

/** Nothing at all while there are none. */
export function StraysRow({ strays }: { readonly strays: StudioStatus['library']['strays'] }) {
  const [error, setError] = useState<AppError | null>(null);
  if (strays === null) return null;
  const show = async (): Promise<void> => {
    const answer = await call('library.openStrays', {});
    setError(answer.ok ? null : answer.error);
  };
  return (
    <Row
      title={words.folder.strays(strays.count, strays.bytes)}
      detail={words.folder.straysDetail(folderPath(strays.folder))}
      controls={
        <Button size="small" onClick={() => void show()}>
          {words.folder.straysShow}
        </Button>
      }
    >
      {error !== null && (
        <div className="mt-2.5">
          <ErrorNotice error={error} />
        </div>
      )}
    </Row>
  );
}
