import { breach, kept, type Breach } from '../../../kernel/guard';
import type { CivilDate } from '../../../kernel/time';
import type { Plain } from '../../../kernel/plain-data';
import { penaltyLaw, statute } from '../../statute';
import type { ServedDocument, ServiceMode, ServiceProof } from '../service/proof';
import type { CaseFacts } from '../facts';
import type { CaseState } from '../state';
import { unqualified } from './identity';
import { commandRule, type CaseRule } from './rule';

/** Service of any document: who serves, by which way, with which proof. */

/** A command that serves a document: the servers are its `officers`. */
export interface Serves {
  readonly officers: readonly string[];
  readonly service: ServiceProof;
}

/** Ways in which officers stand before the party. */
const inPerson: readonly ServiceMode[] = ['on-the-spot', 'direct', 'left'];

/** Whether packs let auxiliaries serve (浙江综合执法条例 30). */
const auxiliariesServe = ({ rules }: CaseFacts): boolean =>
  rules.find('service.auxiliaries')?.value.flag === true;

const incapable = (facts: CaseFacts) =>
  facts.acting.filter(({ s, state, n }) => {
    const registered = state.phase === 'registered';
    return auxiliariesServe(facts) ? !registered : unqualified({ s, state, n }, facts).length > 0;
  });

/** G-CERT at service in person: who stands before the party holds a certificate, or is an auxiliary where packs allow. */
const serversCertified = commandRule<Serves>(
  { group: 'identity', code: 'R-04', name: 'G-CERT.service', basis: [penaltyLaw(42), penaltyLaw(76)] },
  ({ service }, _state, facts) =>
    inPerson.includes(service.mode)
      ? incapable(facts).flatMap(({ s }) =>
          breach(
            `${s} 没有有效的行政执法证，不得送达`,
            `${s} holds no valid certificate to serve`,
            'officers',
          ),
        )
      : kept,
);

/** G-TWO at service: two in person and 留置, one otherwise. */
const enoughServers = commandRule<Serves>(
  { group: 'identity', code: 'R-05', name: 'G-TWO.service', basis: [penaltyLaw(42)] },
  ({ officers, service }, _state, { rules }) => {
    const least = inPerson.includes(service.mode) ? (rules.find('officers.min')?.value.count ?? 2) : 1;
    return new Set(officers).size >= least
      ? kept
      : breach(`送达人员不得少于${least}人`, `at least ${least} persons must serve`, 'officers');
  },
);

/** G-SHOW at service in person and 留置: each server shows the credential. */
const credentialAtService = commandRule<Serves>(
  { group: 'sequence', code: 'R-09', name: 'G-SHOW.service', basis: [penaltyLaw(55)] },
  ({ officers, service }) =>
    inPerson.includes(service.mode)
      ? officers
          .filter((officer) => service.shownBy?.includes(officer) !== true)
          .flatMap((officer) =>
            breach(
              `${officer} 送达时未出示执法证件`,
              `${officer} did not show the credential when serving`,
              'service.shownBy',
            ),
          )
      : kept,
);

const head = { group: 'content', code: 'R-25' } as const;
const civil = (article: number): string => statute('civil-procedure', article);

const words = {
  receipt: ['送达回证或者回执', 'the receipt'],
  receiver: ['签收人身份', 'who signed'],
  refusal: ['拒收事由', 'why it was refused'],
  agency: ['受委托送达机关', 'the organ that served'],
  institution: ['转交单位', 'the institution'],
  course: ['直接送达的困难，或者公告的原因和经过', 'why direct service is difficult, or reasons and course'],
  ground: ['公告事由', 'the ground of the announcement'],
  consent: ['当事人签订的确认书', 'the signed confirmation of the party'],
  system: ['当事人指定的特定系统', 'the system that the party named'],
} as const;
type Needed = keyof typeof words;

const proofs: Readonly<Record<ServiceMode, readonly Needed[]>> = {
  'on-the-spot': ['receipt', 'receiver'],
  direct: ['receipt', 'receiver'],
  left: ['receipt', 'refusal'],
  entrusted: ['receipt', 'agency', 'course'],
  forwarded: ['receipt', 'institution'],
  mail: ['receipt', 'course'],
  electronic: ['receipt'],
  announcement: ['receipt', 'course'],
};

const lacking = (service: ServiceProof, members: readonly Needed[]): readonly Breach[] =>
  members
    .filter((member) => service[member] === undefined)
    .flatMap((member) =>
      breach(`送达证明缺少${words[member][0]}`, `the proof lacks ${words[member][1]}`, `service.${member}`),
    );

/** 民诉法 87–94: each way with its proof, signed by somebody who may sign. */
const modeProven = commandRule<Serves>(
  { ...head, name: 'G-SERVE', basis: [penaltyLaw(61), ...[87, 88, 89, 91, 92, 93, 94].map(civil)] },
  ({ service }, { opening }) => [
    ...lacking(service, proofs[service.mode]),
    ...(service.mode === 'left' && service.witness === undefined && service.recording === undefined
      ? breach(
          '留置送达须有见证人，或者以拍照、录像记录过程',
          'leaving it needs a witness, or photo or video of the process',
          'service.witness',
        )
      : kept),
    ...wrongReceiver(service, opening?.party.kind),
  ],
);

/** 民诉法 88: family signs for a person, the representative or the one in charge of mail for an organisation. */
function wrongReceiver({ receiver }: ServiceProof, party: string | undefined): readonly Breach[] {
  const personal = receiver === 'party' || receiver === 'adult-family';
  const corporate = receiver === 'legal-representative' || receiver === 'mail-person';
  const wrong = (party === 'organisation' && personal) || (party === 'citizen' && corporate);
  return wrong
    ? breach('签收人无权代收', 'that person may not sign for this party', 'service.receiver')
    : kept;
}

/** 处罚法 61(2), 民诉法 90: by electronic means only with signed consent; a decision with the online way to a remedy. */
const consented = (document: ServedDocument) =>
  commandRule<Serves>(
    {
      ...head,
      name: 'G-SERVE.electronic',
      basis: [penaltyLaw(61, 2), civil(90), statute('reconsideration', 22)],
    },
    ({ service }) => {
      if (service.mode !== 'electronic') return kept;
      const withRemedies = document === 'decision' || document.endsWith('-decision');
      return [
        ...lacking(service, ['consent', 'system']),
        ...(withRemedies && service.onlineRemedy !== true
          ? breach(
              '通过互联网渠道送达决定书，应当同时提供申请行政复议的互联网渠道',
              'a decision served online comes with the online channel for reconsideration',
              'service.onlineRemedy',
            )
          : kept),
      ];
    },
  );

/** Ways that must have failed before an announcement, unless nobody knows where the party is. */
const waysFirst = ['direct', 'mail'] as const;

/** 民诉法 95: by announcement only if whereabouts are unknown or every other way failed. */
const announcedLast = (document: ServedDocument) =>
  commandRule<Serves>(
    { ...head, name: 'G-SERVE.announcement', basis: [penaltyLaw(61), civil(95)] },
    ({ service }, { service: { attempts } }) => {
      if (service.mode !== 'announcement') return kept;
      if (service.ground !== 'other-ways-failed') return lacking(service, ['ground']);
      return waysFirst
        .filter((mode) => !attempts.some((each) => each.document === document && each.mode === mode))
        .flatMap((mode) =>
          breach(
            mode === 'direct' ? '尚未尝试直接送达，不得公告送达' : '尚未尝试邮寄送达，不得公告送达',
            mode === 'direct'
              ? 'direct service has not been tried; no announcement yet'
              : 'service by mail has not been tried; no announcement yet',
            'service.ground',
          ),
        );
    },
  );

/** The proof names a day between the document and the act. */
const dated = (issuedOn: (state: CaseState) => CivilDate | undefined) =>
  commandRule<Serves>(
    { ...head, name: 'G-SERVE.date', basis: [civil(87)] },
    ({ service }, state, { date }) => {
      const issued = issuedOn(state);
      return service.on > date || (issued !== undefined && service.on < issued)
        ? breach(
            '送达日期与文书、记录的日期不合',
            'the day of service fits neither document nor record',
            'service.on',
          )
        : kept;
    },
  );

/**
 * The rules of every row that serves a document. Such a row also rests on the parameters `officers.min` and
 * `service.public`. `issuedOn` names the day before which the document cannot have been served.
 */
export const serviceRules = (
  document: ServedDocument,
  issuedOn: (state: CaseState) => CivilDate | undefined = () => undefined,
): readonly CaseRule<Plain<Serves>>[] => [
  serversCertified,
  enoughServers,
  credentialAtService,
  modeProven,
  consented(document),
  announcedLast(document),
  dated(issuedOn),
];
