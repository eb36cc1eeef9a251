// Things said once after a start, across the whole width, until put away.
import { X } from 'lucide-react';
import type { StudioStatus } from '../../../shared/ipc.ts';
import { call } from '../api.ts';
import { IconButton } from '../components/button.tsx';
import { selectStatus, useStudio } from '../store/studio-store.ts';
import { SessionOnlyNotice } from '../views/welcome/session-only-notice.tsx';
import { words } from '../words.ts';

type Notice = StudioStatus['notices'][number];

function sentence(notice: Notice): string | null {
  switch (notice.kind) {
    case 'database-moved-aside':
      return words.app.databaseMovedAside(notice.movedTo);
    case 'key-in-environment':
      return null; // offered on the first screen, where it can be used
  }
}

export function Notices() {
  const notices = useStudio((s) => selectStatus(s)?.notices ?? none);
  return (
    <div className="[grid-area:note]">
      <SessionOnlyNotice />
      {notices.map((notice) => {
        const said = sentence(notice);
        return said === null ? null : (
          <div key={notice.kind} role="status" className="flex items-center gap-3 border-b border-line bg-warn-soft px-4 py-2 select-text">
            <span className="min-w-0 flex-1">{said}</span>
            <IconButton label={words.app.dismiss} onClick={() => void call('studio.dismissNotice', { kind: notice.kind })}>
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        );
      })}
    </div>
  );
}

const none: readonly Notice[] = [];
