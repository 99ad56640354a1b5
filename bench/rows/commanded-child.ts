import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainToInstance } from 'class-transformer';
import { validateOrReject } from 'class-validator';
import { streamFor } from '../../src/app/handles';
import { OpenOnSite } from '../../src/domain/penalty-case/simple/commands';
import { enginesOf } from '../../src/engine-settings';
import { instantFromEpoch, legalInstant } from '../../src/kernel/time';
import type { ClockLoad } from './commit-to-visible';
import { openInstance, opening, type Instance } from './instance';

/** Acts were a minute ago: none is dated in the future. */
const AGO_MS = 60_000;

/**
 * An instance on the engines that the environment names, with officers who open cases at a steady rate, each at its time
 * whether or not those before it were answered. Of each case that counts a line says its stream, when it was due and when
 * it was acknowledged.
 */
async function main(folder: string, { rate, warm, seconds }: ClockLoad): Promise<void> {
  const instance = await openInstance({ dataFolder: join(folder, 'data'), engines: enginesOf(process.env) });
  const ended = new Promise((resolve) => process.once('SIGTERM', resolve));
  await load(instance, { rate, seconds: warm }, () => undefined);
  await load(instance, { rate, seconds }, (stream, due) => {
    process.stdout.write(`${stream} ${due} ${now()}\n`);
  });
  await ended;
  await instance.close();
}

/** Milliseconds that other processes of this machine count alike. */
const now = (): number => performance.timeOrigin + performance.now();

async function load(
  instance: Instance,
  { rate, seconds }: Omit<ClockLoad, 'warm'>,
  onAcknowledged: (stream: string, due: number) => void,
): Promise<void> {
  const amount = Math.round(rate * seconds);
  const sent: Promise<void>[] = [];
  const start = now();
  for (let i = 0; i < amount; i++) {
    const due = start + (i * 1000) / rate;
    const early = due - now();
    // What is due is sent, and what was answered meanwhile is heard, also where everything is late.
    await (early > 1 ? sleep(early) : new Promise(setImmediate));
    sent.push(
      open(instance).then((stream) => {
        onAcknowledged(stream, due);
      }),
    );
  }
  await Promise.all(sent);
}

/** One command, checked as the door checks it. @returns the stream of the case that it opened */
async function open({ henji, facts }: Instance): Promise<string> {
  const commandId = randomUUID();
  const stream = streamFor('case', commandId);
  const command = plainToInstance(OpenOnSite, { ...opening(facts), actId: `act-${commandId}` });
  await validateOrReject(command, { whitelist: true, forbidNonWhitelisted: true });
  const { path, handlings } = henji.commanding;
  await path.execute(handlings.case, stream, command, {
    commandId,
    occurred: legalInstant(instantFromEpoch(Date.now() - AGO_MS)),
    actors: command.officers.map((officer) => ({ u: officer, role: 'officer' })),
  });
  return stream;
}

void main(process.argv[2] ?? '.', JSON.parse(process.argv[3] ?? '{}') as ClockLoad);
