// Where the catalogue has a fact from. A file of its own: models and their rules both say it of each fact.

/** Where a fact comes from: the contract, the service's public documentation, both, or nobody. */
export type Source = 'contract' | 'documentation' | 'both' | 'unknown';
