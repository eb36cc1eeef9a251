// The short part of the soak trial `judged`.
import { judged } from '../../soak/trials/judged.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(judged);
