// The short part of the soak trial `sleep`.
import { sleep } from '../../soak/trials/sleep.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(sleep);
