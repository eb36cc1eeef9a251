// Entries of a video's menu that use it as a reference: its last frame, or the video itself.
import { Menu } from '@base-ui/react/menu';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { menuItem } from '../../components/popups/menu-styles.ts';
import { messages } from '../../messages.ts';
import { useComposer } from '../create/composer-store.ts';
import { isCodecUnsupported } from '../player/codec-support.ts';
import { continueFrom, rolesOf, startWithVideo } from './use-as-reference.ts';

/** Two menu entries. They are disabled when the file is missing, its frames cannot be decoded, or the chosen model accepts no videos. */
export function ReferenceMenuItems({ item }: { readonly item: LibraryItem }) {
  const acceptsVideo = useComposer((s) => rolesOf(s.request.model, 'video').length > 0);
  const isMissing = item.state === 'missing';
  const hasNoFrames = isCodecUnsupported(item);
  return (
    <>
      <Menu.Item
        className={menuItem}
        disabled={isMissing || hasNoFrames}
        title={hasNoFrames ? messages.player.noFrames : undefined}
        onClick={() => void continueFrom(item)}
      >
        {messages.frames.continueFrom}
      </Menu.Item>
      <Menu.Item className={menuItem} disabled={isMissing || !acceptsVideo} onClick={() => void startWithVideo(item)}>
        {messages.frames.useVideo}
      </Menu.Item>
    </>
  );
}
