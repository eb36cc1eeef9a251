// The settings in boxes: accounts and keys, files at EvoLink, library folder, backups, behaviour, shortcuts, about. Every change takes
// effect at once.

import { messages } from '../../messages.ts';
import { selectStatus, useStudio } from '../../store/studio-store.ts';
import { BackupsBox } from '../backups/backups-box.tsx';
import { AboutBox } from './about/about-box.tsx';
import { ShortcutsBox } from './about/shortcuts-box.tsx';
import { ProfilesBox } from './accounts/profiles-box.tsx';
import { BehaviourBox } from './behaviour/behaviour-box.tsx';
import { AllowedHostsBox } from './library/allowed-hosts-box.tsx';
import { LibraryBox } from './library/library-box.tsx';
import { FilesBox } from './service-files/files-box.tsx';

/** The stage `settings`. It also works without a profile, and then leaves out the files at EvoLink. */
export function SettingsStage() {
  const status = useStudio(selectStatus);
  const active = status?.profiles.find(({ id }) => id === status.activeProfileId);
  return (
    <div className="flex h-full min-w-0 flex-col">
      <header className="flex h-11 shrink-0 items-center border-line border-b px-4">
        <h1 className="font-semibold">{messages.settings.title}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {status !== null && (
          <div className="mx-auto flex max-w-[680px] flex-col gap-4 p-5">
            <ProfilesBox profiles={status.profiles} activeId={status.activeProfileId} />
            {active !== undefined && <FilesBox key={active.id} profile={active} />}
            <LibraryBox library={status.library} settings={status.settings} />
            <BackupsBox />
            <BehaviourBox settings={status.settings} />
            <AllowedHostsBox hosts={status.network.allowedHosts} />
            <ShortcutsBox />
            <AboutBox app={status.app} />
          </div>
        )}
      </div>
    </div>
  );
}
