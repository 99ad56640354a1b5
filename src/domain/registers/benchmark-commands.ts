import type { CivilDate } from '../../kernel/time';
import { penaltyKinds, type PenaltyKind } from '../../law/penalty-kinds';
import { Code, Day, OneOf, Optional, Part, Parts, SomeOf, Text } from '../fields';
import { FineRange } from './fine-range';

/** A circumstance that leads to a tier (条件). */
export class TierFactor {
  @Code() code!: string;
  @Text(400) text!: string;
}

/** A tier of a benchmark: 标准、条件、种类、幅度、方式、时限. */
export class Tier {
  @Code() code!: string;
  @Text(100) name!: string;
  @OneOf(['mitigated', 'lighter', 'normal', 'heavier'])
  grade!: 'mitigated' | 'lighter' | 'normal' | 'heavier';
  @Parts(() => TierFactor, 1, 30) factors!: TierFactor[];
  @SomeOf(Object.keys(penaltyKinds), 1, 10) kinds!: PenaltyKind[];
  @Parts(() => FineRange, 0, 3) ranges!: FineRange[];
  @Text(2000) standard!: string;
  @Optional() @Text(400) manner?: string;
  @Optional() @Text(400) time?: string;
}

/** The normative document that lays a benchmark down. */
export class BenchmarkDocument {
  @Text(200) title!: string;
  @Optional() @Text(100) number?: string;
}

/** Publish the discretion benchmark of an item for one kind of act. */
export class PublishBenchmark {
  @Part(() => BenchmarkDocument) document!: BenchmarkDocument;
  @Code() act!: string;
  @Parts(() => Tier, 1, 30) tiers!: Tier[];
  @Day() published!: CivilDate;
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class RetireBenchmark {
  @Code() act!: string;
  /** First day on which it no longer holds. */
  @Day() from!: CivilDate;
}
