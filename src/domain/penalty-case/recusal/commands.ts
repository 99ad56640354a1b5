import { Flag, Handle, OneOf, Person, Text } from '../../fields';

/** Commands on recusal (处罚法 43). */

/** Anybody entitled asks that an officer withdraw (处罚法 43). */
export class RequestRecusal {
  @Person() officer!: string;
  @OneOf(['party', 'officer', 'organ']) by!: 'party' | 'officer' | 'organ';
  @Text(2000) reasons!: string;
}

/** The chief decides on it. */
export class DecideRecusal {
  @Handle() officer!: string;
  @Flag() granted!: boolean;
  /** Who decides: a 行政机关负责人. */
  @Handle() approver!: string;
  @Text(2000) reasons!: string;
}
