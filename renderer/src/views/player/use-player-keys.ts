// The keys of the player. They work wherever the focus is in the window; those that judge or delete not in the composer.
import { useEffect, useEffectEvent } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { layoutScript } from '../../input/key-meaning.ts';
import { showStage } from '../../store/studio-store.ts';
import type { useFrameActions } from '../frame-picker/use-frame-button.tsx';
import { judge } from '../judging/judge.ts';
import { verdictOfPress } from '../judging/judge-keys.ts';
import { isDeleteKey } from '../library/trash/delete-key.ts';
import { deleteVideos } from '../library/trash/trash-actions.ts';
import { isInComposer, keyTargetOf } from './key-target.ts';
import type { PlaybackCommands } from './playback.ts';
import type { UnavailableControls } from './player-controls.tsx';
import { commandOf, type PlayerCommand } from './player-keys.ts';

/** The objects and actions that the keys control. `newer` and `older` are null at the ends of the library. */
interface PlayerKeysOptions {
  readonly item: LibraryItem;
  readonly commands: PlaybackCommands;
  readonly durationSeconds: number;
  readonly frameActions: ReturnType<typeof useFrameActions>;
  readonly unavailable: UnavailableControls;
  toggleMuted(): void;
  readonly isFullScreen: boolean;
  toggleFullScreen(): void;
  readonly newer: (() => void) | null;
  readonly older: (() => void) | null;
}

/** Handles the keys of the player while its component is mounted. Ignores keys that another handler has handled. */
export function usePlayerKeys(options: PlayerKeysOptions): void {
  const { item, commands, durationSeconds, frameActions, unavailable, toggleMuted, isFullScreen, toggleFullScreen, newer, older } = options;
  const actions: { readonly [command in PlayerCommand]: () => void } = {
    toggle: commands.toggle,
    pause: commands.pause,
    'shuttle-back': () => commands.shuttle(-1),
    'shuttle-forward': () => commands.shuttle(1),
    'frame-back': () => commands.step(-1),
    'frame-forward': () => commands.step(1),
    'to-start': () => commands.seek(0),
    'to-end': () => commands.seek(durationSeconds),
    newer: () => newer?.(),
    older: () => older?.(),
    'full-screen': toggleFullScreen,
    mute: () => item.hasAudio !== false && toggleMuted(),
    'use-frame': () => unavailable.frames === null && frameActions.take(),
    'save-frame': () => unavailable.frames === null && frameActions.save(),
    leave: () => (isFullScreen ? toggleFullScreen() : showStage({ kind: 'library' })),
  };
  const handleKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const target = keyTargetOf(event.target);
    if (isDeleteKey(event) && !isInComposer(event.target) && target !== 'text' && target !== 'menu' && item.trashedAtMs === null) {
      event.preventDefault();
      if (event.repeat) return;
      (older ?? newer ?? (() => showStage({ kind: 'library' })))();
      void deleteVideos([item.resultId]);
      return;
    }
    const command = commandOf(event, target, layoutScript());
    if (command !== null) {
      event.preventDefault();
      actions[command]();
      return;
    }
    const pressed = target === 'text' || target === 'menu' || isInComposer(event.target) ? null : verdictOfPress(event, layoutScript());
    if (pressed === null) return;
    event.preventDefault();
    if (event.repeat) return;
    judge([item.resultId], pressed.verdict);
    if (!pressed.keepsSelection) older?.();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => handleKeyDown(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
