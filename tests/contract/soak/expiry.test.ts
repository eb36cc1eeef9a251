import { expiry } from '../../soak/trials/expiry.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(expiry);
