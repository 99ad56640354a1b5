import { alert, type AlertFacts } from '../../domain/alerts/decider';
import { CloseAlert, ReopenAlert, type AlertCommand } from '../../domain/alerts/commands';
import type { AlertState } from '../../domain/alerts/state';
import { leadersAt } from '../../domain/registers/duty-holders';
import { organPeopleWith, type OrganPeople } from '../bus/duty-queries';
import { utcInstant, type CivilDate } from '../../kernel/time';
import type { Clock } from '../clock';
import { handling, type CommandPath } from '../command-path';
import type { Readers } from '../readers';
import { reportOn } from '../traceback/given-report';
import { readSnapshot } from '../traceback/read-snapshot';

/** What the handling of alerts reads with. */
export interface AlertParts {
  readonly path: Pick<CommandPath, 'load'>;
  readonly readers: Readers;
  readonly clock: Clock;
}

/** Alerts on the command path. Whom an alert is about is looked up only where it decides something. */
export const alertHandling = (parts: AlertParts) =>
  handling({
    decider: alert,
    gather: async (command, state, meta) => {
      const decides = command instanceof CloseAlert || command instanceof ReopenAlert;
      const facts: AlertFacts = {
        ...{ date: meta.occurred.d, by: meta.actors[0]?.u ?? '' },
        subjects: decides ? await subjectsOf(parts, state, meta.occurred.d) : [],
        evidenceFound: await isEvidence(parts, command, state),
      };
      return { facts, rulePacks: [], calendars: [] };
    },
  });

/**
 * Of an alert on a case: everybody who ever acted in it, and whoever the traceback of the code has a row for. Of one on an
 * organ: its head, who answers for what the organ has to have (V24).
 */
async function subjectsOf(
  { path, readers, clock }: AlertParts,
  { code, about }: AlertState,
  date: CivilDate,
): Promise<readonly string[]> {
  if (about.startsWith('organ-')) {
    const { people } = await peopleOf({ path, readers }, about);
    return leadersAt(about, undefined, people, date).head.map(({ officer }) => officer);
  }
  const { snapshot, acted } = await readSnapshot(readers, {
    ...{ stream: about, code, knownAt: utcInstant(clock.now()) },
  });
  const { report } = reportOn(code, snapshot);
  return [...new Set([...acted, ...report.matrix.map(({ person }) => person)])];
}

/** The organ with its people, as the registers stand now. */
export const peopleOf = (
  { path, readers }: Pick<AlertParts, 'path' | 'readers'>,
  organ: string,
): Promise<OrganPeople> =>
  organPeopleWith(readers, organ, async (decider, s) => {
    const { state, revision } = await path.load(decider, s);
    return { s, n: revision, state };
  });

/** An act of what the alert is about, or of the organ that it belongs to. */
async function isEvidence(
  { readers }: AlertParts,
  command: AlertCommand,
  { about, organ }: AlertState,
): Promise<boolean> {
  if (!(command instanceof CloseAlert) || command.evidence === undefined) return false;
  const { stream, revision } = command.evidence;
  const act = (await readers.recordsOf(stream)).at(revision)?.event;
  return act !== undefined && (stream === about || (organ !== undefined && act.meta.organ?.u === organ));
}
