// "Open with" in the menu of a video: a list of programs, or one entry where the system asks for the program.
import { Menu } from '@base-ui/react/menu';
import { ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { MenuEntry } from '../../../components/popups/menu-entry.tsx';
import { menuItem, menuPopup } from '../../../components/popups/menu-styles.ts';
import { messages } from '../../../messages.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { openWith } from '../item-actions.ts';
import { showFailure } from '../library-view.ts';

type Apps = CallOutput<'library.videoApps'>['apps'];

/** The entry or submenu "Open with". Must be inside a `Menu.Popup`. */
export function OpenWithMenu({ resultId }: { readonly resultId: number }) {
  const isLinux = useStudio((s) => selectStatus(s)?.app.platform === 'linux');
  return isLinux ? (
    <AppsSubmenu resultId={resultId} />
  ) : (
    <MenuEntry onClick={() => void openWith(resultId, null)}>{messages.player.openWithOther}</MenuEntry>
  );
}

function AppsSubmenu({ resultId }: { readonly resultId: number }) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={`${menuItem} data-[popup-open]:bg-hover`}>
        <span className="min-w-0 flex-1">{messages.player.openWith}</span>
        <ChevronRight size={13} aria-hidden className="shrink-0 text-dim" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className="z-50 outline-none" sideOffset={2}>
          <Menu.Popup
            className={`${menuPopup} max-h-[min(400px,var(--available-height))] min-w-[170px] max-w-[300px] overflow-y-auto`}
            aria-label={messages.player.openWith}
          >
            <Apps resultId={resultId} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}

/** Reads the list each time the menu opens, because programs may have been installed or removed. */
function Apps({ resultId }: { readonly resultId: number }) {
  const [apps, setApps] = useState<Apps | 'reading'>('reading');
  useEffect(() => {
    let isCancelled = false;
    const reading = call('library.videoApps', {});
    void showFailure(reading);
    void reading.then((result) => isCancelled || setApps(result.ok ? result.value.apps : []));
    return () => {
      isCancelled = true;
    };
  }, []);
  if (apps === 'reading' || apps === null || apps.length === 0) {
    return (
      <Menu.Item disabled className={menuItem}>
        {apps === 'reading' ? messages.player.readingApps : messages.player.noApps}
      </Menu.Item>
    );
  }
  return apps.map(({ id, name }) => (
    <MenuEntry key={id} onClick={() => void openWith(resultId, id)}>
      <bdi className="truncate">{name}</bdi>
    </MenuEntry>
  ));
}
