/**
 * The only pages the studio ever opens in a browser: https, fixed addresses. Topping up is where the service's error page has sent since
 * 2026-09; the contract of 2026-02 named `/dashboard/billing`.
 */
export const externalPages = {
  'get-key': 'https://evolink.ai/dashboard/keys',
  billing: 'https://evolink.ai/dashboard/credits',
  documentation: 'https://docs.evolink.ai/',
} as const;
