// A list of the shortcuts that work everywhere.

import { messages } from '../../../messages.ts';
import { platform } from '../../../platform.ts';
import { SettingsBox, SettingsRow } from '../settings-box.tsx';
import { keyRows } from './shortcut-rows.ts';

/** A reference for reading: shortcuts cannot be changed. `keyRows` chooses those of the system in use. */
export function ShortcutsBox() {
  return (
    <SettingsBox title={messages.settings.keys}>
      <SettingsRow title={messages.settings.keys}>
        <dl className="mt-1 grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-x-8 gap-y-1.5 text-[12px]">
          {keyRows(messages, platform).map(({ name, keys }) => (
            <div key={keys} className="flex items-baseline gap-3">
              <dt className="min-w-0 flex-1 text-dim">{name}</dt>
              <dd className="flex-none font-mono text-sm whitespace-nowrap">{keys}</dd>
            </div>
          ))}
        </dl>
      </SettingsRow>
    </SettingsBox>
  );
}
