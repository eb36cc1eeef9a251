// Says once per session that the key will be gone at the next start, because this computer has no keychain. It is outside the first screen,
// which disappears as soon as a key works.
import { Info, X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { type StudioState, useStudio } from '../../store/studio-store.ts';

const isSessionOnly = ({ mirror }: StudioState): boolean => {
  const active = mirror?.status.profiles.find(({ id }) => id === mirror.status.activeProfileId);
  return active?.key.state === 'present' && active.key.protection === 'session-only';
};

/** A bar above the stage, until it is dismissed. */
export function SessionOnlyNotice() {
  const isVisible = useStudio(isSessionOnly);
  const [isDismissed, setIsDismissed] = useState(false);
  if (!isVisible || isDismissed) return null;
  return (
    <div role="status" className="flex items-center gap-2 border-line border-b bg-warn-soft px-3 py-1.5 text-sm">
      <Info size={14} className="shrink-0 text-warn" aria-hidden />
      <span className="min-w-0 flex-1">{messages.welcome.sessionOnly}</span>
      <IconButton label={messages.app.dismiss} onClick={() => setIsDismissed(true)}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
