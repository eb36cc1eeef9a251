// The status bar at the bottom: the profile, its credits, the running tasks, and the download speed.
import { ArrowDown } from 'lucide-react';
import { useMemo } from 'react';
import type { Profile } from '../../../shared/ipc.ts';
import { SimulatedChip } from '../components/chip.tsx';
import { messages } from '../messages.ts';
import { profileName } from '../profile-name.ts';
import { selectStatus, selectTasks, showStage, useStudio } from '../store/studio-store.ts';
import { sectionCounts } from '../views/queue/queue-sections.ts';
import { savingStatus } from './status-summary.ts';

function keyText(profile: Profile): string | null {
  switch (profile.key.state) {
    case 'none':
      return messages.app.noKey;
    case 'locked':
      return messages.app.locked;
    case 'present':
      return messages.app.keyEndsWith(profile.key.lastFour);
    case 'not-needed':
      return null;
  }
}

function ProfileMark({ profile }: { readonly profile: Profile }) {
  const needsAttention = profile.holds.length > 0 || profile.key.state === 'none' || profile.key.state === 'locked';
  const key = keyText(profile);
  return (
    <button
      type="button"
      onClick={() => showStage({ kind: 'settings' })}
      className="flex items-center gap-1.5 rounded-control px-1 hover:text-text"
    >
      <span aria-hidden className={`size-[7px] rounded-full ${needsAttention ? 'bg-warn' : 'bg-ok'}`} />
      <span>
        <bdi>{profileName(profile)}</bdi>
        {key !== null && ` · ${key}`}
      </span>
      {profile.kind === 'simulator' && <SimulatedChip />}
    </button>
  );
}

/**
 * The status of the active profile and of all live tasks. Its buttons lead to the settings and, while the queue is paused, to the queue.
 */
export function StatusBar() {
  const status = useStudio(selectStatus);
  const tasks = useStudio(selectTasks);
  const counts = useMemo(() => sectionCounts(tasks.values()), [tasks]);
  const downloads = useMemo(() => savingStatus(tasks.values()), [tasks]);
  const profile = status?.profiles.find((p) => p.id === status.activeProfileId) ?? null;
  const search = status?.library.search;
  const credits = profile === null ? null : messages.settings.creditsText(profile.credits, profile.kind === 'simulator');
  return (
    <footer className="flex items-center gap-4 border-t border-line bg-panel px-3 text-sm whitespace-nowrap text-dim [grid-area:stat]">
      {status === null ? (
        <span>{messages.app.starting}</span>
      ) : profile === null ? (
        <span>{messages.app.noProfile}</span>
      ) : (
        <ProfileMark profile={profile} />
      )}
      {profile?.paused === true && (
        <button
          type="button"
          onClick={() => showStage({ kind: 'queue' })}
          className="rounded-control px-1 font-medium text-warn hover:text-text"
        >
          {messages.queue.pausedShort}
        </button>
      )}
      {credits !== null && <span>{credits}</span>}
      {profile !== null && (
        <span>{messages.queue.summary(downloads.saving > 0 ? { ...counts, saving: 0 } : counts) || messages.app.idle}</span>
      )}
      {downloads.saving > 0 && (
        <span className="flex items-center gap-1">
          <ArrowDown size={12} aria-hidden />
          {messages.app.saving(downloads.saving, downloads.bytesPerSecond)}
        </span>
      )}
      <span className="ml-auto flex items-center gap-4">
        {search?.state === 'indexing' && <span>{messages.search.indexing(search.done, search.total)}</span>}
        {downloads.nextExpiryAtMs !== null && (
          <span>{messages.app.nextLinkExpiry(messages.format.roughDuration(downloads.nextExpiryAtMs - Date.now()))}</span>
        )}
        {status !== null && !status.online && <span title={messages.app.offlineHint}>{messages.app.offline}</span>}
      </span>
    </footer>
  );
}
