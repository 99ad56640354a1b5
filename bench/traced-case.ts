import { demonstrationOrgan } from '../src/app/demo/organs';
import { Player } from '../src/app/demo/player';
import { castOf, registerSteps } from '../src/app/demo/registers';
import { ScriptIds } from '../src/app/demo/seeded';
import { streamFor } from '../src/app/handles';
import type { Henji } from '../src/app/henji';
import { EvidenceRegistered, InterviewRecorded } from '../src/events/evidence.events';
import { ReviewPassed, reviewItems, ReviewSubmitted } from '../src/events/review.events';
import type { DomainEvent } from '../src/kernel/event';
import { epochOfDay, legalDay } from '../src/kernel/time';
import { enteredCase } from './entered-case';
import { newCommand } from './entries';

/** The acts of a case before its decision on the spot, and what comes after it. */
const BEFORE_DECISION = 4;
const REVIEW_EVERY = 40;
/** The day from which the registers hold. */
const SINCE = '2025-01-01';

/**
 * Enter a case of so many events under the demonstration organ, with its people in the register: evidence upon evidence
 * with personal members, submitted for review time and again, decided, served, published, paid, closed.
 *
 * @returns its stream
 */
export async function enterTracedCase(henji: Henji, events: number): Promise<string> {
  const { organ, officers } = await fillRegisters(henji);
  const commandId = newCommand();
  const stream = streamFor('case', commandId);
  await henji.recorder.record(stream, { revision: -1 }, tracedCase(events, organ, officers), {
    ...{ commandId, digest: 'q1MnC0cZpV1l3mJmQm1u9w', correlationId: commandId },
    occurred: legalDay('2026-03-02'),
    actors: officers.map((u) => ({ u, role: 'officer', cert: { s: u, n: 4 } })),
    organ: { u: organ },
    ...{ rulePacks: ['cn-2021@1', 'demonstration@1'], calendars: ['cn@1'] },
  });
  return stream;
}

/** The registers of the demonstration organ, through the command path, in a ledger that need not be empty. */
async function fillRegisters(
  henji: Henji,
): Promise<{ readonly organ: string; readonly officers: readonly string[] }> {
  const ids = new ScriptIds('traced', epochOfDay(SINCE));
  const cast = castOf(demonstrationOrgan, ids);
  const player = new Player(henji);
  for (const step of registerSteps([cast], ids, { since: SINCE, expiry: SINCE })) await player.play(step);
  const officers = [...cast.members.values()].flatMap(({ officer }) => officer ?? []);
  return { organ: cast.organ, officers: officers.slice(0, 2) };
}

function tracedCase(count: number, organ: string, officers: readonly string[]): readonly DomainEvent[] {
  const whole = JSON.parse(
    JSON.stringify(enteredCase(0))
      .replaceAll(/"organ-\w+"/gu, JSON.stringify(organ))
      .replaceAll(/"officer-2\w+"/gu, JSON.stringify(officers[0]))
      .replaceAll(/"officer-6\w+"/gu, JSON.stringify(officers[1])),
  ) as readonly DomainEvent[];
  const between = Array.from({ length: count - whole.length }, (_, n) => investigated(n, officers));
  return [...whole.slice(0, BEFORE_DECISION), ...between, ...whole.slice(BEFORE_DECISION)];
}

const reliance = { rules: ['R-18 G-EVID'], parameters: [], entries: [] };
const noFile = '0'.repeat(64);

function investigated(n: number, officers: readonly string[]): DomainEvent {
  const still = { opens: [], closes: [], reliance };
  if (n % REVIEW_EVERY === REVIEW_EVERY - 2) {
    return ReviewSubmitted(
      { round: Math.ceil(n / REVIEW_EVERY), fileHash: noFile, answers: [], ...still },
      { party: { answers: [] } },
    );
  }
  if (n % REVIEW_EVERY === REVIEW_EVERY - 1) {
    return ReviewPassed(
      {
        ...{ round: Math.ceil(n / REVIEW_EVERY), reviewer: officers[1] ?? '', fileHash: noFile },
        checklist: reviewItems.map((item) => ({ item, result: 'pass' as const })),
        ...{ proposal: { kinds: ['fine'], fineFen: 5_000, tier: 'normal' as const }, ...still },
      },
      { party: { opinion: '同意', remarks: [] } },
    );
  }
  const evidence = {
    ...{ id: `e-${n}`, kind: 'documentary' as const, status: 'verified' as const, collected: '2026-03-02' },
    fromDefence: false,
  };
  const said = '当事人陈述其在公共场所乱扔废弃物的经过，并对现场照片予以确认';
  return n % 3 === 0
    ? InterviewRecorded(
        {
          ...{ contact: 'first', officers: [...officers], whom: 'party', evidence, pages: 2 },
          ...{ findings: [], reliance },
        },
        { party: { description: said } },
      )
    : EvidenceRegistered(
        { officers: [...officers], evidence, held: 'original', findings: [], reliance },
        { party: { description: said, source: '当事人提供' } },
      );
}
