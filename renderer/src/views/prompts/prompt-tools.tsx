// The buttons beside the prompt: earlier prompts and templates. Their popups are loaded only when needed.
import { Bookmark, History } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { ariaKeysOf, shownKeysOf } from '../../../../shared/menu-commands.ts';
import { parsePromptTemplate, variablesOf } from '../../../../shared/prompt-template.ts';
import { IconButton } from '../../components/button.tsx';
import { commandOfPress } from '../../input/key-meaning.ts';
import { isInsidePopup } from '../../input/popup-focus.ts';
import { messages } from '../../messages.ts';
import { isMac } from '../../platform.ts';
import { useComposer } from '../create/composer-store.ts';

const HistoryPopup = lazy(async () => ({ default: (await import('./history-popup.tsx')).HistoryPopup }));
const TemplatePopup = lazy(async () => ({ default: (await import('./template-popup.tsx')).TemplatePopup }));

const keys = { history: isMac ? shownKeysOf('history', isMac) : 'Alt+↓', templates: shownKeysOf('templates', isMac) } as const;

type OpenPopup = 'history' | 'templates' | 'fill';

/**
 * Returns the popup that a key press opens: Ctrl+P opens earlier prompts, Ctrl+Shift+P the templates. In the prompt, Alt+↓ opens earlier
 * prompts too, as in every field with a list, but not on macOS, where it moves the caret.
 */
function popupOfKey(event: KeyboardEvent): OpenPopup | null {
  if (event.defaultPrevented || event.repeat || isInsidePopup(event.target)) return null;
  const { altKey, ctrlKey, metaKey, shiftKey } = event;
  const command = commandOfPress(event);
  if ((isMac ? !ctrlKey : !metaKey) && (command === 'history' || command === 'templates')) return command;
  const isOnPrompt = event.target instanceof Element && event.target.id === 'prompt';
  return !isMac && altKey && !ctrlKey && !shiftKey && event.key === 'ArrowDown' && isOnPrompt ? 'history' : null;
}

/** The buttons, their shortcuts, and the popup that is open. Part of the prompt field. */
export function PromptTools() {
  const [open, setOpen] = useState<OpenPopup | null>(null);
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent): void => {
      const popup = popupOfKey(event);
      if (popup === null) return;
      event.preventDefault();
      setOpen(popup);
    };
    window.addEventListener('keydown', handleKeyDown);
    return () => window.removeEventListener('keydown', handleKeyDown);
  }, []);
  const close = (): void => setOpen(null);
  const { history, templates } = messages.prompts;
  return (
    <>
      <div className="-my-1 flex items-center">
        <IconButton
          label={history.open}
          title={history.open + messages.format.aside(keys.history)}
          aria-haspopup="dialog"
          aria-expanded={open === 'history'}
          aria-keyshortcuts={ariaKeysOf('history')}
          onClick={() => setOpen('history')}
          className="!size-[22px]"
        >
          <History size={14} aria-hidden />
        </IconButton>
        <IconButton
          label={templates.open}
          title={templates.open + messages.format.aside(keys.templates)}
          aria-haspopup="dialog"
          aria-expanded={open === 'templates' || open === 'fill'}
          aria-keyshortcuts={ariaKeysOf('templates')}
          onClick={() => setOpen('templates')}
          className="!size-[22px]"
        >
          <Bookmark size={14} aria-hidden />
        </IconButton>
        <FillVariablesButton onFill={() => setOpen('fill')} />
      </div>
      {open !== null && (
        <Suspense>
          {open === 'history' ? <HistoryPopup onClose={close} /> : <TemplatePopup onClose={close} fillsPrompt={open === 'fill'} />}
        </Suspense>
      )}
    </>
  );
}

/** Offers to fill in the variables of the current prompt: a prompt that is sent unchanged contains the braces. */
function FillVariablesButton({ onFill }: { readonly onFill: () => void }) {
  const prompt = useComposer((s) => s.request.prompt);
  const names = useMemo(() => variablesOf(parsePromptTemplate(prompt)).map(({ name }) => name), [prompt]);
  if (names.length === 0) return null;
  return (
    <button
      type="button"
      title={messages.prompts.inPrompt(names)}
      onClick={onFill}
      className="ml-1 rounded-control px-1 text-accent hover:underline"
    >
      {messages.prompts.fillIn}
    </button>
  );
}
