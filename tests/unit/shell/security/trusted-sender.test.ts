// Main accepts calls only from the studio's own page.
import { expect, test } from 'vitest';
import { isTrustedSender } from '../../../../electron/shell/security/trusted-sender.ts';

const page = { url: 'studio-app://app/index.html' };
const contents = { mainFrame: page };
const window = { webContents: contents, isDestroyed: () => false };
const call = { sender: contents, senderFrame: page };

test('the main frame of the studio’s window on its own page is accepted', () => {
  expect(isTrustedSender(call, window)).toBe(true);
});

const foreignPage = { url: 'https://evil.example/' };
const foreignContents = { mainFrame: foreignPage };
const untrustedCalls: readonly (readonly [string, Parameters<typeof isTrustedSender>[0], Parameters<typeof isTrustedSender>[1]])[] = [
  ['a call while there is no window', call, null],
  ['a call after the window was destroyed', call, { ...window, isDestroyed: () => true }],
  ['another window with the same page', { sender: { mainFrame: page }, senderFrame: page }, window],
  ['a frame that is gone by now', { ...call, senderFrame: null }, window],
  ['a frame inside the page, even with the page’s own address', { ...call, senderFrame: { ...page } }, window],
  [
    'the window on another page',
    { sender: foreignContents, senderFrame: foreignPage },
    { webContents: foreignContents, isDestroyed: () => false },
  ],
];

test.each(untrustedCalls)('%s is refused', (_, event, studioWindow) => {
  expect(isTrustedSender(event, studioWindow)).toBe(false);
});
