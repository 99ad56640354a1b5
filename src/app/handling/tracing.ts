import type { Reservation } from '../../domain/procedure';
import { officer } from '../../domain/registers/officer';
import { OpenTracing, SignTracing, type TracingCommand } from '../../domain/tracing/commands';
import type { TracedRecord, TracingFacts } from '../../domain/tracing/facts';
import type { TracingState } from '../../domain/tracing/state';
import { tracing } from '../../domain/tracing/tracing';
import { utcInstant } from '../../kernel/time';
import type { Clock } from '../clock';
import { handling, type CommandMeta, type Gathered } from '../command-path';
import { CaseNotFound, type Readers } from '../readers';
import { leadOf } from '../traceback/finding';
import { readSnapshot } from '../traceback/read-snapshot';
import { reportOn, type GivenReport } from '../traceback/given-report';
import { tracingReport } from '../traceback/tracing-report';
import { withStanding } from './acting';
import { peopleIn } from './registers';
import { Reservations, type ReservationParts } from './reservations';

/** What the handling of tracings reads with. */
export interface TracingParts extends ReservationParts {
  readonly readers: Readers;
  readonly clock: Clock;
}

/** Tracings on the command path: each command is decided on the report as it stands. */
export function tracingHandling(parts: TracingParts) {
  const { path, readers, clock } = parts;
  const reservations = new Reservations(parts);
  return handling({
    decider: tracing,
    gather: async (command, state, meta, stream): Promise<Gathered<TracingFacts>> => {
      const people = new Map(await peopleIn(path, command));
      const by = meta.actors[0]?.u ?? '';
      if (command instanceof SignTracing && by.startsWith(`${officer.category}-`)) {
        const { state: signer, revision } = await path.load(officer, by);
        people.set(by, { s: by, n: revision, state: signer });
      }
      const traced =
        command instanceof OpenTracing
          ? await frozenNow(readers, command, clock)
          : await asItStands(readers, state, stream);
      const base = { date: meta.occurred.d, by, people, traced };
      const { number } = await reservations.of(wantedBy(command, state, base), stream);
      const facts = { ...base, ...(number === undefined ? {} : { number }) };
      const actors = withStanding(meta.actors, [...people.values()], meta.occurred.d);
      return { facts, rulePacks: [], calendars: [], actors };
    },
    reserve: async (command, state, meta, stream, facts) => {
      const missing = wantedBy(command, state, facts).filter(() => facts.number === undefined);
      await reservations.take(missing, stream, meta);
      return missing.length > 0;
    },
    release: async (command, state, meta: CommandMeta, stream, facts, why) => {
      await reservations.giveBack(wantedBy(command, state, facts), stream, meta, why);
    },
  });
}

function wantedBy(command: TracingCommand, state: TracingState, facts: TracingFacts): readonly Reservation[] {
  const row = tracing.steps.find((each) => command instanceof each.command);
  return row?.reserves?.(command as never, state, facts) ?? [];
}

/**
 * The record up to the last millisecond: whatever is recorded from now on is stamped later. A case of another organ is
 * not there for it.
 *
 * @throws CaseNotFound, NoFinding
 */
async function frozenNow(
  readers: Readers,
  { case: stream, code, organ }: OpenTracing,
  clock: Clock,
): Promise<TracedRecord> {
  // Before anything is looked for in it: what a foreign case lacks would tell of it, too.
  const ofCase = (await readers.records(stream)).find(({ event }) => event.meta.organ !== undefined);
  if (ofCase?.event.meta.organ?.u !== organ) throw new CaseNotFound(stream);
  const knownAt = utcInstant(clock.now() - 1);
  const { snapshot, acted } = await readSnapshot(readers, { stream, code, knownAt });
  const given = reportOn(code, snapshot);
  const frozen = {
    ...{ knownAt, revision: given.report.snapshot.case.revision },
    alerts: snapshot.alerts.map(({ event }) => event.meta.stream),
    people: snapshot.registers?.people.map(({ s }) => s) ?? [],
  };
  return { ...frozen, ...partsOf(code, given, acted) };
}

async function asItStands(readers: Readers, { opened }: TracingState, stream: string): Promise<TracedRecord> {
  if (opened === undefined) throw new CaseNotFound(stream);
  const { knownAt, revision, alerts, people, code } = opened;
  const { given, acted } = await tracingReport(readers, stream);
  return { ...{ knownAt, revision, alerts, people }, ...partsOf(code, given, acted) };
}

function partsOf(code: string, { hash, report }: GivenReport, acted: readonly string[]) {
  const shares = report.matrix.map(({ row, person, level, standing }) => ({ row, person, level, standing }));
  return {
    report: hash,
    nobody: leadOf(code).row === 'V40',
    involved: [...new Set([...acted, ...shares.map(({ person }) => person)])],
    shares,
  };
}
