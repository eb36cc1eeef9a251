import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { classifyNetError } from '../../../../electron/shell/network/net-error-stage.ts';
import { menuTemplate, undoLabelsFor } from '../../../../electron/shell/window/app-menu.ts';
import type { UndoTarget } from '../../../../shared/ipc.ts';
import { shell } from '../../../../shared/text/en/shell.ts';
import { text } from '../../../../shared/text/index.ts';

const noActions = { onItemChosen: () => {}, openPage: () => {}, openLogs: () => {} };
const items = (template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);

describe('the application menu of macOS', () => {
  test('has the edit roles that make copy and paste work, and a way to quit', () => {
    const roles = items(menuTemplate(false, shell, noActions)).map((item) => item.role);
    expect(roles).toEqual(expect.arrayContaining(['appMenu', 'editMenu', 'copy', 'paste', 'quit']));
  });

  test('offers the developer tools in development only', () => {
    const roles = (development: boolean) => items(menuTemplate(development, shell, noActions)).map((item) => item.role);
    expect([roles(true).includes('toggleDevTools'), roles(false).includes('toggleDevTools')]).toEqual([true, false]);
  });

  test('reports the chosen item', () => {
    const chosen: string[] = [];
    const template = items(menuTemplate(false, shell, { ...noActions, onItemChosen: (item) => chosen.push(item) }));
    for (const item of template) if (item.accelerator !== undefined) (item.click as () => void)();
    expect(chosen.sort()).toEqual(['find', 'focus-prompt', 'generate', 'library', 'models', 'pause', 'queue', 'redo', 'settings', 'undo']);
  });
});

describe('the Edit menu', () => {
  test('names the action that Undo or Redo would affect, if there is one', () => {
    const labels = items(menuTemplate(false, shell, noActions, { undo: 'Undo rating', redo: null })).map((item) => item.label);
    expect([labels.includes('Undo rating'), labels.includes(shell.menu.undo), labels.includes(shell.menu.redo)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('names no action of the library while the focus is in a text field or in the composer', () => {
    const rating = { id: 1, kind: 'rate', count: 1, subject: '' } as const;
    const labels = (target: UndoTarget) => undoLabelsFor(target, { undo: rating, redo: null }, text('en'));
    expect([labels('log'), labels('form'), labels('text')]).toEqual([
      { undo: 'Undo rating', redo: null },
      { undo: null, redo: null },
      { undo: null, redo: null },
    ]);
  });
});

describe('network failures', () => {
  test.each([
    ['net::ERR_CONNECTION_REFUSED', 'before'],
    ['net::ERR_NAME_NOT_RESOLVED', 'before'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'before'],
    ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'before'],
    ['net::ERR_CONNECTION_RESET', 'after'],
    // These can also come while the request was being sent.
    ['net::ERR_SSL_PROTOCOL_ERROR', 'after'],
    ['net::ERR_SSL_BAD_RECORD_MAC_ALERT', 'after'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'after'],
    ['net::ERR_ADDRESS_UNREACHABLE', 'after'],
    ['net::ERR_EMPTY_RESPONSE', 'after'],
    ['net::ERR_TIMED_OUT', 'after'],
    ['net::ERR_SOMETHING_NEVER_SEEN', 'after'],
  ])('%s is classified as %s sending', (message, stage) => {
    expect(classifyNetError(new Error(message)).stage).toBe(stage);
  });
});
