// A list of the shortcuts that work everywhere, and of the keys of the library and the player.

import { messages } from '../../../messages.ts';
import { platform } from '../../../platform.ts';
import { SettingsBox, SettingsRow } from '../settings-box.tsx';
import { type KeyRow, keyRows, libraryKeyRows } from './shortcut-rows.ts';

/** A list for reading only, because shortcuts cannot be changed. `keyRows` chooses the shortcuts of the current operating system. */
export function ShortcutsBox() {
  return (
    <SettingsBox title={messages.settings.keys}>
      <SettingsRow title={messages.settings.keys}>
        <KeyList rows={keyRows(messages, platform)} />
      </SettingsRow>
      <SettingsRow title={messages.judging.keys.title}>
        <KeyList rows={libraryKeyRows(messages, platform)} />
      </SettingsRow>
    </SettingsBox>
  );
}

function KeyList({ rows }: { readonly rows: readonly KeyRow[] }) {
  return (
    <dl className="mt-1 grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-x-8 gap-y-1.5 text-[12px]">
      {rows.map(({ name, keys }) => (
        <div key={name} className="flex items-baseline gap-3">
          <dt className="min-w-0 flex-1 text-dim">{name}</dt>
          <dd className="flex-none font-mono text-sm whitespace-nowrap">{keys}</dd>
        </div>
      ))}
    </dl>
  );
}
