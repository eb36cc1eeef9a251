// The short part of the soak trial `polls`.
import { polls } from '../../soak/trials/polls.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(polls);
