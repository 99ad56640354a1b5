import { catalogue } from '../../../events/catalogue';
import { breach, kept, type Breach } from '../../../kernel/guard';
import type { OfficerState } from '../../registers/officer-state';
import { certificateAt } from '../../registers/officer-state';
import { absentAt, postsAt, standInsAt } from '../../registers/posting-state';
import { statute } from '../../statute';
import type { CaseRecord } from '../case-step';
import type { CaseFacts } from '../facts';
import { commandRule } from '../guards/rule';
import type { RecordOutOfBandFact } from './commands';
import { eventsOf, examined, isCorrection, rowOf } from './examined';

/** What a late entry itself must keep; the rules that its act broke are told in the record, and refuse nothing. */

const basis = [statute('penalty', 47)];
const order = { group: 'sequence', code: 'R-00', basis } as const;
const rule = commandRule<RecordOutOfBandFact>;

/** Who acted does not confirm it, and neither does who records it. */
export const confirmersApart = rule(
  { group: 'identity', code: 'R-07', name: 'G-SEP.confirm', basis },
  ({ confirmers }, _state, { by, outOfBand }) =>
    confirmers
      .filter((each) => each === by || outOfBand?.acted.some(({ u }) => u === each) === true)
      .flatMap((each) =>
        breach(
          `${each} 参与该行为或者本人提交补录，不得确认`,
          `${each} acted or records it himself, and may not confirm it`,
          'confirmers',
        ),
      ),
);

/** Both confirmers have a valid certificate of the organ, or a post in it, on the day of the entry. */
export const confirmersStand = rule(
  { group: 'identity', code: 'R-04', name: 'G-CERT.confirm', basis },
  ({ confirmers }, _state, facts) =>
    confirmers
      .filter((each) => !stands(facts.people.get(each)?.state, facts))
      .flatMap((each) =>
        breach(
          `${each} 补录当日在本机关既无有效行政执法证，也不在岗`,
          `${each} has neither a valid certificate nor a post in the organ on the day of the entry`,
          'confirmers',
        ),
      ),
);

function stands(state: OfficerState | undefined, { organ, date, outOfBand }: CaseFacts): boolean {
  const today = outOfBand?.today ?? date;
  if (state === undefined || state.kind !== 'officer' || absentAt(state, today)) return false;
  const certificate = certificateAt(state, today);
  if (certificate.status === 'valid' && certificate.organ === organ?.s) return true;
  return [...postsAt(state, today), ...standInsAt(state, today)].some((post) => post.organ === organ?.s);
}

/** Somebody must have acted; nobody acts by being told of afterwards. */
export const actorsKnown = rule(
  { ...order, group: 'identity', name: 'G-OUTOFBAND.actors' },
  (_command, _state, { outOfBand }) =>
    (outOfBand?.acted ?? []).length > 0
      ? kept
      : breach(
          '未载明由谁实施该行为，请在 others 中列明',
          'nobody is named who acted; name them in others',
          'others',
        ),
);

/** The proof is named, and evidence that is named is on file. */
export const proofNamed = rule(
  { ...order, group: 'content', name: 'G-OUTOFBAND.proof' },
  ({ proof: { blob, evidence, sha256 } }, { findings }) => {
    if (evidence !== undefined && findings?.evidence.some(({ id }) => id === evidence) !== true)
      return breach(`卷内没有证据 ${evidence}`, `there is no evidence ${evidence} on file`, 'proof.evidence');
    return (blob ?? evidence ?? sha256) === undefined
      ? breach(
          '应当附证明材料：已上传的文件、在卷证据或者纸质材料的摘要',
          'proof is needed: an uploaded file, evidence on file, or the digest of a paper',
          'proof',
        )
      : kept;
  },
);

/** Corrections are acts on the record, and what was done outside of it cannot have been one. */
export const doneOutside = rule({ ...order, name: 'G-OUTOFBAND.kind' }, (command) =>
  isCorrection(command)
    ? breach(
        '记录更正只能在系统内办理，不存在体制外的更正',
        'a correction is an act on the record itself, and cannot have been done outside of it',
        'command',
      )
    : kept,
);

/** The act belongs to the procedure of the case, and can follow what is on file. */
export const hasPlace = rule({ ...order, name: 'G-OUTOFBAND.place' }, (command, state, facts) => {
  const row = rowOf(command, state);
  if (row === undefined)
    return breach('该行为不属于本案的程序', 'the act has no place in the procedure of the case', 'command');
  return examined(command, state, facts).blocking.map(({ zh, en, field }) => ({
    zh: `无法如实入账：${zh}`,
    en: `the ledger would not be true: ${en}`,
    field: field === undefined ? 'act' : `act.${field}`,
  }));
});

/** What the act leaves fits the record: nothing that an event must say is missing. */
export const fitsRecord = rule(
  { ...order, group: 'content', name: 'G-OUTOFBAND.record' },
  (command, state, facts) => {
    if (rowOf(command, state) === undefined || examined(command, state, facts).blocking.length > 0)
      return kept;
    const events = eventsOf(command, state, facts);
    return events.length === 0
      ? breach('该行为没有可以入账的事实', 'the act leaves nothing to record', 'act')
      : events.flatMap(misfits);
  },
);

function misfits(event: CaseRecord): readonly Breach[] {
  const definition = catalogue.get(event.type);
  const found = [
    definition?.data.safeParse(event.data),
    ...Object.entries(event.personal ?? {}).map(([subject, members]) =>
      definition?.personal[subject]?.safeParse(members),
    ),
  ];
  const paths = found.flatMap((each) => each?.error?.issues.map(({ path }) => path.join('.')) ?? []);
  return [...new Set(paths)].flatMap((path) =>
    path.startsWith('document.')
      ? breach(
          `应当在 paper 中载明文书编号（${event.type}.${path}）`,
          `say in paper which number the document bears (${event.type}.${path})`,
          'paper',
        )
      : breach(
          `缺少入账必需的内容：${event.type}.${path}`,
          `what the record must say is missing: ${event.type}.${path}`,
          'act',
        ),
  );
}
