// Preloaded into the vendor's client (`node --import`). Replaces only `fetch`, so that requests to the client's two fixed hosts go to the
// simulator. Only the origin of the address is changed.
const bases = { 'https://api.evolink.ai': process.env.SIMULATOR_API, 'https://files-api.evolink.ai': process.env.SIMULATOR_FILES };
const original = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { origin, href } = new URL(input);
  const base = bases[origin];
  if (!base) throw new TypeError(`not a host of the service: ${origin}`);
  return original(base + href.slice(origin.length), init);
};
