// The first screen: a key, or the simulator.
/** The first screen, which asks for a key or offers the simulator. */
export const welcome = {
  title: 'Make your first video',
  before: {
    keychain: 'Your key stays in this computer’s keychain. Videos are saved to ',
    'session-only': 'This computer has no keychain, so your key is kept until you quit and never written to disk. Videos are saved to ',
  },
  after: ' as soon as they are ready.',
  key: 'EvoLink API key',
  keyHint: 'sk-…',
  connect: 'Connect',
  connecting: 'Checking the key…',
  getKey: 'Get a key',
  noResponse: 'Check your network connection, then connect again. The key was not saved.',
  or: 'or',
  trySimulator: 'Try it with simulated videos',
  starting: 'Starting the simulator…',
  simulatorDetail: 'Simulated videos are drawn on this computer, cost nothing and are always marked as simulated.',
  sessionOnly: 'This computer has no keychain, so the key is kept for this session only. Next time, paste it again.',
  environment: (lastFour: string): string => `The environment variable EVOLINK_API_KEY holds a key that ends in ${lastFour}.`,
  useEnvironment: 'Use it',
  decline: 'No, thanks',
  status: 'No key yet',
};
