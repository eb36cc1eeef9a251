import { expect, test } from 'vitest';
import { externalPages } from '../../../../electron/shell/protocols/external-pages.ts';

test('topping up opens the page that the service’s errors link to', () => {
  expect(externalPages.billing).toBe('https://evolink.ai/dashboard/credits');
});

test('every page belongs to the service and uses https', () => {
  for (const address of Object.values(externalPages)) {
    expect([new URL(address).protocol, new URL(address).hostname.replace(/^docs\./, '')]).toEqual(['https:', 'evolink.ai']);
  }
});
