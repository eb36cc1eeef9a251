/**
 * The only pages that the studio opens in a browser, at fixed https addresses. The address of `billing` is the one that the service's error page has
 * named since 2026-09; the contract of 2026-02 named `/dashboard/billing`.
 */
export const externalPages = {
  'get-key': 'https://evolink.ai/dashboard/keys',
  billing: 'https://evolink.ai/dashboard/credits',
  documentation: 'https://docs.evolink.ai/',
} as const;
