import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { CaseReadings, readingPurposes, type readingKinds } from '../app/readings/case-readings';
import { HenjiError } from '../kernel/errors';
import { principalOf, type GuardedRequest } from './access';
import { OneOf, Words } from './queries/members';
import { validated } from './validate';

/** Why a case is read that is not one's task; nothing of it is asked of those whose task it is. */
export class PurposeMembers {
  @OneOf(readingPurposes) purpose?: (typeof readingPurposes)[number];
  /** In one's own words. */
  @Words(500) reason?: string;
  /** Reference of the approval of the retrieval. */
  @Words(120) approval?: string;
}

/** A case is not one's task, and what it is read for was not said. */
export class PurposeNeeded extends HenjiError {
  constructor() {
    super({
      code: 'purpose-needed',
      zh: '本案不是您经办的案件：调阅须说明用途，并会留痕',
      en: 'this case is not your task: say what it is read for; the reading is recorded',
      field: 'purpose',
      wayOut: {
        zh: `以 purpose 说明用途：${readingPurposes.join('、')}`,
        en: `give purpose as one of ${readingPurposes.join(', ')}`,
      },
    });
  }
}

type Kind = (typeof readingKinds)[number];
const READS = 'henji:reads';

/** The route gives out personal data of the case that its `:stream` names. */
export const ReadsCase = (what: Kind): MethodDecorator => SetMetadata(READS, what);

/**
 * Asks what a case is read for, of everybody whose task it is not, and records the reading before anything is given out
 * (A094, A095). Those whose task it is pass without a word. Runs after the scope was looked at.
 */
@Injectable()
export class ReadingGuard implements CanActivate {
  constructor(private readonly readings: CaseReadings) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const what = Reflect.getMetadata(READS, context.getHandler()) as Kind | undefined;
    if (what === undefined) return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const { organ } = request;
    const { stream = '', document, blob } = request.params as Readonly<Record<string, string | undefined>>;
    const reader = principalOf(request);
    if (await this.readings.isOwn(stream, reader, organ)) return true;
    const { purpose, reason, approval } = membersOf(request);
    if (purpose === undefined) throw new PurposeNeeded();
    const of = (document ?? blob)?.slice(0, 128);
    await this.readings.note(
      {
        ...{ case: stream, organ, what, purpose },
        ...(of === undefined ? {} : { of }),
        ...(approval === undefined ? {} : { approval }),
        ...(reason === undefined ? {} : { reason }),
      },
      reader,
    );
    return true;
  }
}

/** Of the whole query the members that say why. @throws InputInvalid */
function membersOf(request: GuardedRequest): PurposeMembers {
  const query = request.query as Readonly<Record<string, unknown>>;
  const said = Object.entries(query).filter(([name]) => ['purpose', 'reason', 'approval'].includes(name));
  return validated(PurposeMembers, Object.fromEntries(said));
}
