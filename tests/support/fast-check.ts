// fast-check with a seed: every property gets the same values in every run, so that a failure can be repeated. `FORM_RUNS` asks for
// random ones.
import fc from 'fast-check';

if (process.env.FORM_RUNS === undefined) fc.configureGlobal({ seed: 20_261_122 });

export { fc };
