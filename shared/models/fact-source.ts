// The source of a fact in the catalogue. A separate file, because models and their rules both use it.

/** Where a fact comes from: the contract, the service's public documentation, both, or no document. */
export type FactSource = 'contract' | 'documentation' | 'both' | 'unknown';
