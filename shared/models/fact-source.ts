// The source of a fact in the catalogue. A separate file, because models and their rules both use it.

/**
 * Where a fact comes from: the contract (the parameter reference of the service's models that the studio was built for), the service's public
 * documentation, both, or no document.
 */
export type FactSource = 'contract' | 'documentation' | 'both' | 'unknown';
