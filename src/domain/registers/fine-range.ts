import { Fen, OneOf } from '../fields';

/** What a fine may be for one kind of party. */
export class FineRange {
  @OneOf(['citizen', 'organisation', 'individual-business'])
  kind!: 'citizen' | 'organisation' | 'individual-business';
  @Fen() minFen!: number;
  @Fen() maxFen!: number;
}
