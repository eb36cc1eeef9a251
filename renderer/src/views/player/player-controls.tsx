// The controls below the picture: the track, and the buttons under it.
import { Menu } from '@base-ui/react/menu';
import {
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  Download,
  Maximize,
  Minimize,
  Pause,
  Play,
  Repeat,
  Volume2,
  VolumeX,
} from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { menuPopup } from '../../components/popups/menu-styles.ts';
import { RadioItems } from '../../components/popups/radio-items.tsx';
import { messages } from '../../messages.ts';
import { type FrameActions, UseFrameButton } from '../frame-picker/use-frame-button.tsx';
import { judge } from '../judging/judge.ts';
import { verdictOfItem } from '../judging/shown-verdict.ts';
import { VerdictBar } from '../judging/verdict-bar.tsx';
import { assumedFramesPerSecond, speeds } from './frame-math.ts';
import type { PlaybackCommands, PlaybackState } from './playback.ts';
import { PlayerTimeCode } from './time-code.tsx';
import { TimeTrack } from './time-track.tsx';

/**
 * Why controls are unavailable, as the text to show; null if they are available. `frames`: stepping and taking frames. `playback`: playing
 * anything, even sound.
 */
export interface UnavailableControls {
  readonly frames: string | null;
  readonly playback: string | null;
}

/** State and actions of the player, which `VideoScreen` owns. */
interface ControlsProps {
  /** The element in full screen; menus must be inside it to be visible. */
  readonly container: RefObject<HTMLElement | null>;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly item: LibraryItem;
  readonly playback: PlaybackState;
  readonly commands: PlaybackCommands;
  readonly frameActions: FrameActions;
  readonly unavailable: UnavailableControls;
  readonly speed: number;
  onSpeedChange(speed: number): void;
  readonly muted: boolean;
  onToggleMuted(): void;
  readonly loop: boolean;
  onToggleLoop(): void;
  readonly isFullScreen: boolean;
  onToggleFullScreen(): void;
  /** The next newer and older video of the library; null at the ends. */
  readonly newer: (() => void) | null;
  readonly older: (() => void) | null;
}

/** The track and the buttons. A disabled button shows on hover why it is disabled. */
export function PlayerControls(props: ControlsProps) {
  const { container, video, item, commands, frameActions, unavailable, loop, onToggleLoop } = props;
  const framesPerSecond = item.framesPerSecond ?? assumedFramesPerSecond;
  const durationSeconds = durationOf(props);
  const isOpus = item.simulated && item.hasAudio !== false;
  const hasFrames = unavailable.frames === null;
  const canPlay = unavailable.playback === null;
  return (
    <div className="shrink-0 border-line border-t bg-panel px-[14px] pt-2.5 pb-2">
      <TimeTrack
        video={video}
        commands={commands}
        resultId={item.resultId}
        durationSeconds={durationSeconds}
        framesPerSecond={framesPerSecond}
        hasFilmstrip={item.hasPoster}
        disabled={!canPlay}
      />
      <div className="mt-2 flex flex-wrap items-center gap-1">
        <PlaybackTools {...props} />
        <UseFrameButton container={container} frameActions={frameActions} disabledReason={unavailable.frames} />
        <Tool
          label={messages.frames.saveKey}
          keys="S"
          onClick={hasFrames ? frameActions.save : null}
          disabledReason={unavailable.frames ?? undefined}
        >
          <Download size={14} aria-hidden />
        </Tool>
        <Tool
          label={messages.player.loop}
          pressed={loop}
          onClick={canPlay ? onToggleLoop : null}
          disabledReason={unavailable.playback ?? undefined}
        >
          <Repeat size={14} aria-hidden />
        </Tool>
        <OpusNote isShown={isOpus} />
        <VerdictBar value={verdictOfItem(item)} onVerdict={(verdict) => judge([item.resultId], verdict)} />
        <ViewTools {...props} />
      </div>
    </div>
  );
}

/** Takes the free space of the row. The note is left out where it does not fit: it wraps into a line that is cut off. */
const OpusNote = ({ isShown }: { readonly isShown: boolean }) => (
  <span className="flex h-5 min-w-0 flex-1 flex-wrap justify-center overflow-hidden">
    <span className="h-full w-px" />
    {isShown && (
      <span className="whitespace-nowrap px-2 text-faint text-sm leading-5" title={messages.player.opus}>
        {messages.player.opusShort}
      </span>
    )}
  </span>
);

/** The duration that the video reports; until it does, the one from its record. */
function durationOf({ playback, item }: Pick<ControlsProps, 'playback' | 'item'>): number {
  return playback.durationSeconds || (item.durationSeconds ?? 0);
}

/** The buttons that play and step by frames, and the time. */
function PlaybackTools(props: ControlsProps) {
  const { video, item, playback, commands, unavailable } = props;
  const hasFrames = unavailable.frames === null;
  const noFramesReason = unavailable.frames ?? undefined;
  return (
    <>
      <Tool
        label={playback.isPlaying ? messages.player.pause : messages.player.play}
        onClick={unavailable.playback === null ? commands.toggle : null}
        disabledReason={unavailable.playback ?? undefined}
        className="mr-1.5 border border-line-strong bg-raised text-text"
      >
        {playback.isPlaying ? <Pause size={14} aria-hidden fill="currentColor" /> : <Play size={14} aria-hidden fill="currentColor" />}
      </Tool>
      <Tool label={messages.player.previousFrame} onClick={hasFrames ? () => commands.step(-1) : null} disabledReason={noFramesReason}>
        <ChevronLeft size={15} aria-hidden />
      </Tool>
      <span className="text-dim text-sm">{messages.player.frame}</span>
      <Tool label={messages.player.nextFrame} onClick={hasFrames ? () => commands.step(1) : null} disabledReason={noFramesReason}>
        <ChevronRight size={15} aria-hidden />
      </Tool>
      <PlayerTimeCode video={video} durationSeconds={durationOf(props)} framesPerSecond={item.framesPerSecond ?? assumedFramesPerSecond} />
    </>
  );
}

/** The buttons for other videos, speed, sound and full screen. */
function ViewTools({
  container,
  item,
  unavailable,
  speed,
  onSpeedChange,
  muted,
  onToggleMuted,
  isFullScreen,
  onToggleFullScreen,
  newer,
  older,
}: ControlsProps) {
  const noSound = item.hasAudio === false;
  return (
    <>
      <Tool label={messages.player.previous} onClick={newer}>
        <ChevronUp size={15} aria-hidden />
      </Tool>
      <Tool label={messages.player.next} onClick={older}>
        <ChevronDown size={15} aria-hidden />
      </Tool>
      <SpeedMenu container={container} speed={speed} onSpeedChange={onSpeedChange} disabledReason={unavailable.playback} />
      <Tool
        label={noSound ? messages.player.noSound : muted ? messages.player.unmute : messages.player.mute}
        onClick={noSound || unavailable.playback !== null ? null : onToggleMuted}
        disabledReason={noSound ? undefined : (unavailable.playback ?? undefined)}
      >
        {muted || noSound ? <VolumeX size={15} aria-hidden /> : <Volume2 size={15} aria-hidden />}
      </Tool>
      <Tool label={isFullScreen ? messages.player.leaveFullScreen : messages.player.fullScreen} keys="Shift+F" onClick={onToggleFullScreen}>
        {isFullScreen ? <Minimize size={14} aria-hidden /> : <Maximize size={14} aria-hidden />}
      </Tool>
    </>
  );
}

interface ToolProps {
  readonly label: string;
  readonly onClick: (() => void) | null;
  readonly pressed?: boolean;
  readonly keys?: string;
  readonly className?: string;
  /** Why the button is disabled. */
  readonly disabledReason?: string | undefined;
  readonly children: ReactNode;
}

function Tool({ label, onClick, pressed, keys, className = 'text-dim hover:text-text', disabledReason, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={disabledReason ?? label}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      disabled={onClick === null}
      onClick={() => onClick?.()}
      className={`grid size-[28px] shrink-0 place-items-center rounded-control hover:bg-hover disabled:opacity-40 ${pressed === true ? 'bg-accent-soft text-accent' : className}`}
    >
      {children}
    </button>
  );
}

interface SpeedMenuProps {
  /** Why the button is disabled; null if it is enabled. */
  readonly disabledReason: string | null;
  readonly container: RefObject<HTMLElement | null>;
  readonly speed: number;
  onSpeedChange(speed: number): void;
}

function SpeedMenu({ container, speed, onSpeedChange, disabledReason }: SpeedMenuProps) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        aria-label={`${messages.player.speed}: ${messages.player.speedValue(speed)}`}
        title={disabledReason ?? messages.player.speed}
        disabled={disabledReason !== null}
        className="mx-1 disabled:opacity-40 h-6 min-w-[42px] rounded-full border border-line-strong px-2 text-dim text-sm hover:bg-hover hover:text-text data-[popup-open]:bg-hover"
      >
        {messages.player.speedValue(speed)}
      </Menu.Trigger>
      <Menu.Portal container={container}>
        <Menu.Positioner className="z-50 outline-none" side="top" align="end" sideOffset={6}>
          <Menu.Popup className={`${menuPopup} min-w-[110px]`}>
            <RadioItems value={speed} choices={speeds} nameOf={messages.player.speedValue} onChange={onSpeedChange} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
