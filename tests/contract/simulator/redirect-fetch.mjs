// Preloaded into the vendor's client (`node --import`): replaces `fetch`, and nothing else, so that its two fixed hosts lead to the
// simulator. Everything but the origin of the address stays as the client made it.
const bases = { 'https://api.evolink.ai': process.env.SIMULATOR_API, 'https://files-api.evolink.ai': process.env.SIMULATOR_FILES };
const original = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { origin, href } = new URL(input);
  const base = bases[origin];
  if (!base) throw new TypeError(`not a host of the service: ${origin}`);
  return original(base + href.slice(origin.length), init);
};
