// fast-check with a fixed seed: every property gets the same values in every run, so that a failure can be reproduced. With `FORM_RUNS` the
// values are random.
import fc from 'fast-check';

if (process.env.FORM_RUNS === undefined) fc.configureGlobal({ seed: 20_261_122 });

export { fc };
