// The short part of the soak trial `rebuilt-judgements`.
import { rebuiltJudgements } from '../../soak/trials/rebuilt-judgements.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(rebuiltJudgements);
