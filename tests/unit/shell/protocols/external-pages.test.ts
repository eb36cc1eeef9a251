import { expect, test } from 'vitest';
import { externalPages } from '../../../../electron/shell/protocols/external-pages.ts';

test('topping up opens the page that the service’s error page names now', () => {
  expect(externalPages.billing).toBe('https://evolink.ai/dashboard/credits');
});

test('every page is one of the service’s own, over https', () => {
  for (const address of Object.values(externalPages)) {
    expect([new URL(address).protocol, new URL(address).hostname.replace(/^docs\./, '')]).toEqual(['https:', 'evolink.ai']);
  }
});
