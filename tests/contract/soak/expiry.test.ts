// The short part of the soak trial `expiry`.
import { expiry } from '../../soak/trials/expiry.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(expiry);
