// Handlers of the calls about the whole studio: snapshot, notices, composer draft, settings, diagnostics, and the pages that open in the
// browser.
import type { Snapshot, SnapshotPage } from '../../../shared/ipc.ts';
import { ok } from '../../../shared/result.ts';
import type { Language } from '../../../shared/text/language.ts';
import type { WindowErrors } from '../diagnostics/window-errors.ts';
import type { Notices } from '../notices.ts';
import type { Desktop } from '../ports.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { ComposerDraft } from '../tasks/composer-draft.ts';
import type { HandlersOf } from './handler-types.ts';

/** Creates the handlers. Called once by `core/compose/`. */
export function studioHandlers(deps: {
  snapshot(page?: SnapshotPage): Promise<Snapshot>;
  /** The name and content of the diagnostics file. */
  diagnostics(): Promise<{ readonly name: string; readonly content: string }>;
  settings: SettingsStore;
  composerDraft: ComposerDraft;
  language(): Language;
  notices: Notices;
  desktop: Desktop;
  statusChanged(): void;
  wakeAll(): void;
  networkChanged(isOnline: boolean): void;
  windowErrors: WindowErrors;
}): HandlersOf<'studio' | 'composer' | 'settings' | 'system'> {
  const { snapshot, diagnostics, settings, composerDraft, language, notices, desktop, statusChanged, wakeAll, networkChanged } = deps;
  return {
    'studio.snapshot': async ({ page }) => ok(await snapshot(page)),
    'studio.dismissNotice': ({ kind }) => {
      notices.dismiss(kind);
      return ok({});
    },
    // Only the window uses the draft, so the change is not published.
    'composer.saveDraft': ({ request, actionId, sourceTaskId }) => {
      composerDraft.save(request, actionId, sourceTaskId);
      return ok({});
    },
    'settings.change': (change) => {
      const newSettings = settings.change(change);
      if (change.theme !== undefined) desktop.applyTheme(newSettings.theme);
      if (change.language !== undefined) desktop.applyLanguage(language());
      if (change.spellCheck !== undefined) desktop.applySpelling(newSettings.spellCheck);
      statusChanged();
      wakeAll(); // more tasks may be allowed at once
      return ok(newSettings);
    },
    async 'system.saveDiagnostics'() {
      const { name, content } = await diagnostics();
      const saved = await desktop.saveText(name, content);
      return saved.ok ? ok({ saved: saved.value }) : saved;
    },
    async 'system.openPage'({ page }) {
      const opened = await desktop.openPage(page);
      return opened.ok ? ok({}) : opened;
    },
    async 'system.openLogs'() {
      const opened = await desktop.openLogs();
      return opened.ok ? ok({}) : opened;
    },
    'system.reportWindowError': (error) => ok({ incident: deps.windowErrors.report(error) }),
    'system.networkChanged': ({ online }) => {
      networkChanged(online);
      return ok({});
    },
  };
}
